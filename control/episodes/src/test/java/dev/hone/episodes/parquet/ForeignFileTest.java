package dev.hone.episodes.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in shapes that other writers choose, written by the Parquet library's own example writer. */
class ForeignFileTest {
    @TempDir
    Path folder;

    private interface RowsOf extends Consumer<Group> {}

    private Path write(String schema, RowsOf... rows) throws IOException {
        Path file = folder.resolve("foreign.parquet");
        MessageType type = MessageTypeParser.parseMessageType(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCodecFactory(new Codecs())
                .withCompressionCodec(Codecs.WRITTEN)
                .withRowGroupRowCountLimit(2) // several row groups even in a small file
                .build()) {
            for (RowsOf row : rows) {
                Group group = new SimpleGroup(type);
                row.accept(group);
                writer.write(group);
            }
        }
        return file;
    }

    @Test
    void columns_that_may_not_be_null_are_read_over_several_row_groups() throws IOException {
        RowsOf[] rows = IntStream.range(0, 7)
                .mapToObj(i -> (RowsOf) group -> {
                    group.add("small", i);
                    group.add("large", 1L << (40 + i));
                    group.add("flag", i % 2 == 0);
                    group.add("precise", i / 3.0);
                })
                .toArray(RowsOf[]::new);
        Table table = TableReader.read(write(
                "message m { required int32 small; required int64 large; required boolean flag; required double precise; }",
                rows));
        assertArrayEquals(new long[] {0, 1, 2, 3, 4, 5, 6}, table.wordEach("small"));
        assertEquals(1L << 46, table.wordEach("large")[6]);
        assertArrayEquals(new long[] {1, 0, 1, 0, 1, 0, 1}, table.wordEach("flag"));
        assertEquals(2.0, table.numberEach("precise")[6]);
    }

    @Test
    void lists_of_two_levels_are_read() throws IOException {
        Path file = write(
                "message m { required group action (LIST) { repeated float array; } }",
                row -> {
                    Group list = row.addGroup("action");
                    list.add("array", 1f);
                    list.add("array", 2f);
                },
                row -> row.addGroup("action"),
                row -> row.addGroup("action").add("array", 3f));
        Column.Numbers action = TableReader.read(file).numbers("action");
        assertArrayEquals(new double[] {1, 2, 3}, action.values());
        assertEquals(
                List.of(2, 0, 1),
                IntStream.range(0, 3).map(action.rows()::width).boxed().toList());
    }

    @Test
    void bare_repeated_values_are_lists_too() throws IOException {
        Path file = write(
                "message m { repeated int32 hands; }",
                row -> {
                    row.add("hands", 4);
                    row.add("hands", 5);
                },
                _ -> {});
        Column.Words hands = TableReader.read(file).words("hands");
        assertEquals(new Field("hands", Kind.INT64, true), hands.field());
        assertArrayEquals(new long[] {4, 5}, hands.values());
        assertEquals(0, hands.rows().width(1));
    }

    @Test
    void lists_of_lists_are_read_as_one_list_a_row() throws IOException {
        Path file = write("""
                message m {
                  optional group grid (LIST) {
                    repeated group list { optional group element (LIST) { repeated group list { optional double element; } } }
                  }
                }
                """, row -> {
            Group grid = row.addGroup("grid");
            for (int i = 0; i < 2; i++) {
                Group inner = grid.addGroup("list").addGroup("element");
                for (int j = 0; j < 3; j++) {
                    inner.addGroup("list").add("element", 10.0 * i + j);
                }
            }
        });
        Column.Numbers grid = TableReader.read(file).numbers("grid");
        assertArrayEquals(new double[] {0, 1, 2, 10, 11, 12}, grid.values());
        assertEquals(6, grid.rows().width(0));
    }

    @Test
    void missing_lists_and_missing_elements_leave_nothing() throws IOException {
        Path file = write(
                "message m { optional group a (LIST) { repeated group list { optional int64 element; } } }",
                row -> {
                    Group list = row.addGroup("a");
                    list.addGroup("list").add("element", 1L);
                    list.addGroup("list"); // null
                    list.addGroup("list").add("element", 3L);
                },
                _ -> {});
        Column.Words a = TableReader.read(file).words("a");
        assertArrayEquals(new long[] {1, 3}, a.values());
        assertEquals(2, a.rows().width(0));
        assertEquals(0, a.rows().width(1));
    }

    @Test
    void pictures_and_records_beside_the_numbers_do_no_harm() throws IOException {
        Path file = write(
                "message m { optional group image { optional binary path (STRING); optional binary bytes; } "
                        + "optional group clip { optional binary path (STRING); optional double timestamp; } "
                        + "required float x; }",
                row -> {
                    row.addGroup("image").add("path", "a.png");
                    row.addGroup("clip").add("timestamp", 0.5);
                    row.add("x", 1.5f);
                });
        Table table = TableReader.read(file);
        assertEquals(
                Optional.of("a.png"), table.images("image").values().getFirst().path());
        assertFalse(table.has("clip"));
        assertArrayEquals(new double[] {1.5}, table.numberEach("x"));
        assertThrows(HoneException.class, () -> table.numbers("image"));
    }
}
