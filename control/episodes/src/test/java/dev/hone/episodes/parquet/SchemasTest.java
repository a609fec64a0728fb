package dev.hone.episodes.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private static final MessageType FOREIGN = MessageTypeParser.parseMessageType("""
            message schema {
              optional group camera { optional binary bytes; optional binary path (STRING); }
              required group two (LIST) { repeated float array; }
              optional group three (LIST) { repeated group list { optional double element; } }
              optional group grid (LIST) {
                repeated group list { optional group element (LIST) { repeated group list { optional int32 element; } } }
              }
              required int32 small;
              optional boolean flag;
              optional binary raw;
              optional binary text (STRING);
              optional int96 old;
              optional group record { optional float inner; }
            }
            """);

    @Test
    void every_kind_is_written_and_known_again() {
        List<Field> fields = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            fields.add(Field.plain("plain." + kind.word(), kind));
            if (kind != Kind.IMAGE) {
                fields.add(Field.list("list." + kind.word(), kind));
            }
        }
        assertEquals(fields, Schemas.fields(Schemas.of(fields)));
    }

    @Test
    void lists_have_the_three_levels_that_other_readers_expect() {
        MessageType expected = MessageTypeParser.parseMessageType("""
                message schema {
                  optional group action (LIST) { repeated group list { optional float element; } }
                  optional int64 index;
                }
                """);
        assertEquals(
                expected, Schemas.of(List.of(Field.list("action", Kind.FLOAT32), Field.plain("index", Kind.INT64))));
    }

    @Test
    void foreign_lists_of_any_depth_and_pictures_are_read_and_other_records_are_not() {
        assertEquals(
                List.of(
                        Field.plain("camera", Kind.IMAGE),
                        Field.list("two", Kind.FLOAT32),
                        Field.list("three", Kind.FLOAT64),
                        Field.list("grid", Kind.INT64),
                        Field.plain("small", Kind.INT64),
                        Field.plain("flag", Kind.BOOL),
                        Field.plain("text", Kind.STRING)),
                Schemas.fields(FOREIGN));
    }

    @Test
    void a_part_of_a_schema_keeps_the_types_of_the_file() {
        MessageType part = Schemas.part(FOREIGN, List.of(Field.plain("small", Kind.INT64)));
        assertEquals(1, part.getFieldCount());
        assertEquals(FOREIGN.getType("small"), part.getType("small"));
        assertEquals(0, Schemas.leaves(FOREIGN, "small").getFirst().getMaxDefinitionLevel());
        assertEquals(2, Schemas.leaves(FOREIGN, "grid").getFirst().getMaxRepetitionLevel());
    }
}
