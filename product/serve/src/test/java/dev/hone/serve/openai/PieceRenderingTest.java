package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Json;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PieceRenderingTest {
    private final List<JsonNode> events = new ArrayList<>();

    private void stream(Operation operation, boolean usage, Completion completion, String... pieces) {
        PieceRendering rendering = new PieceRendering(operation, "id", 7, "m", usage);
        add(rendering.begin());
        for (String piece : pieces) {
            add(rendering.piece(piece));
        }
        add(rendering.end(
                completion, 5, 6, Optional.of(Json.MAPPER.createObjectNode().put("samples", 1))));
    }

    private void add(List<String> json) {
        json.forEach(event -> events.add(Json.read(event)));
    }

    private List<String> texts() {
        return events.stream()
                .map(e -> e.at("/choices/0/delta/content")
                        .stringValueOpt()
                        .or(() -> e.at("/choices/0/text").stringValueOpt()))
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void pieces_come_between_role_and_end() {
        stream(Operation.CHAT, false, Samples.cut("one two"), "one", " two");
        assertEquals(List.of("", "one", " two"), texts());
        assertEquals("assistant", events.get(0).at("/choices/0/delta/role").stringValue());
        assertEquals(
                "{\"id\":\"id\",\"object\":\"chat.completion.chunk\",\"created\":7,\"model\":\"m\",\"choices\":["
                        + "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"length\"}],\"hone\":{\"samples\":1}}",
                events.getLast().toString());
        assertEquals(4, events.size());
    }

    @Test
    void text_has_no_role_and_ends_in_an_empty_piece() {
        stream(Operation.TEXT, true, Samples.plain("one two"), "one", " two");
        assertEquals(List.of("one", " two", ""), texts());
        assertEquals(
                "{\"index\":0,\"text\":\"\",\"logprobs\":null,\"finish_reason\":\"stop\"}",
                events.get(2).at("/choices/0").toString());
        assertEquals(11, events.getLast().at("/usage/total_tokens").intValue());
        assertEquals(1, events.getLast().at("/hone/samples").intValue());
    }

    @Test
    void no_event_ends_inside_a_character() {
        stream(
                Operation.CHAT,
                false,
                Samples.plain("a\ud83d\ude00b\ud83d\ude00"),
                "a\ud83d",
                "\ude00b\ud83d",
                "\ude00");
        assertEquals(List.of("", "a", "\ud83d\ude00b", "\ud83d\ude00"), texts());
    }

    @Test
    void a_piece_that_is_half_a_character_waits() {
        stream(Operation.CHAT, false, Samples.plain("\ud83d\ude00"), "\ud83d", "", "\ude00");
        assertEquals(List.of("", "\ud83d\ude00"), texts());
    }

    @Test
    void the_end_brings_what_the_pieces_did_not() {
        stream(Operation.CHAT, false, Samples.plain("one two\ud83d"), "one", " t", "wo\ud83d");
        assertEquals(List.of("", "one", " t", "wo", "\uFFFD"), texts());
        events.clear();
        stream(Operation.CHAT, false, Samples.plain("all at once"));
        assertEquals(List.of("", "all at once"), texts());
    }

    @Test
    void logprobs_come_with_the_end() {
        stream(Operation.CHAT, false, Samples.withLogprobs(), "4 \u20ac", "\uFFFD");
        assertEquals(3, events.getLast().at("/choices/0/logprobs/content").size());
        stream(Operation.TEXT, false, Samples.withLogprobs(), "4 \u20ac", "\uFFFD");
        assertEquals(3, events.getLast().at("/choices/0/logprobs/tokens").size());
    }
}
