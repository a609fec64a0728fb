package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChunkJoinTest {
    private static ChunkJoin joined(String... choices) {
        ChunkJoin join = new ChunkJoin();
        for (String choice : choices) {
            join.chunk(Json.read("{\"choices\":[" + choice + "]}"));
        }
        return join;
    }

    @Test
    void texts_of_the_first_choice_are_joined() {
        ChunkJoin join = joined(
                "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}",
                "{\"index\":1,\"delta\":{\"content\":\"other\"},\"finish_reason\":\"stop\"}",
                "{\"index\":0,\"delta\":{\"content\":\"a\"}}");
        assertFalse(join.finished());
        join.chunk(
                Json.read("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b\"},\"finish_reason\":\"length\"}]}"));
        assertTrue(join.finished());
        assertEquals("ab", join.text());
        assertEquals("length", join.finish());
        assertEquals("x y", joined("{\"text\":\"x \"}", "{\"text\":\"y\"}").text(), "of a continued text");
        assertEquals("no", joined("{\"delta\":{\"refusal\":\"no\"}}").text());
    }

    @Test
    void tool_calls_come_in_pieces_and_are_told_apart_by_their_index() {
        JsonNode calls = joined(
                        "{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"add\",\"arguments\":\"{\\\"a\\\"\"}}]}}",
                        "{\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"sub\",\"arguments\":\"{}\"}}]}}",
                        "{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]},\"finish_reason\":\"tool_calls\"}")
                .choice()
                .at("/message/tool_calls");
        assertEquals(2, calls.size());
        assertEquals("{\"a\":1}", calls.at("/0/function/arguments").asString());
        assertEquals("add", calls.at("/0/function/name").asString());
        assertEquals("c2", calls.at("/1/id").asString());
    }
}
