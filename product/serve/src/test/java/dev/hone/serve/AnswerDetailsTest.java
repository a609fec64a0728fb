package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.reward.Rewards;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an upstream says beside its choices reaches the clients of planned answers. */
class AnswerDetailsTest {
    private static final String ANSWER = """
            {"system_fingerprint": "fp_9", "choices": [{"index": 0, "message": {"content": "x"}, "finish_reason": "stop"}],
             "usage": {"prompt_tokens": 10, "completion_tokens": 4, "prompt_tokens_details": {"cached_tokens": 8},
                       "completion_tokens_details": {"reasoning_tokens": 3, "audio_tokens": 0}}}
            """;

    @TempDir
    private Path runs;

    /** An answer of three samples, one call each. */
    private String planned(boolean stream) throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of(
                "model",
                "hone/mine@3",
                "stream",
                stream,
                "hone",
                Map.of("stop", false),
                "messages",
                List.of(ServedBy.user("hi"))));
        if (stream) {
            body.put("stream_options", Map.of("include_usage", true));
        }
        try (AnsweringUpstream upstream = new AnsweringUpstream(_ -> Optional.of(ANSWER));
                ServedBy front = new ServedBy(
                        runs,
                        List.of(ServedBy.remote("mine", upstream.port(), "m")),
                        Optional.of(Rewards.parse("regex:never")),
                        false)) {
            return front.post("/v1/chat/completions", body).body();
        }
    }

    private static void requireSums(JsonNode usage) {
        assertEquals(30, usage.path("prompt_tokens").asInt());
        assertEquals(24, usage.at("/prompt_tokens_details/cached_tokens").asInt());
        assertEquals(9, usage.at("/completion_tokens_details/reasoning_tokens").asInt());
        assertEquals(0, usage.at("/completion_tokens_details/audio_tokens").asInt(-1));
    }

    @Test
    void the_details_of_usage_are_summed_over_all_calls_and_the_system_is_named() throws Exception {
        JsonNode answer = Json.read(planned(false));
        requireSums(answer.path("usage"));
        assertEquals("fp_9", answer.path("system_fingerprint").asString());
    }

    @Test
    void a_stream_says_them_too() throws Exception {
        List<JsonNode> events = planned(true)
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.read(line.substring(6)))
                .toList();
        requireSums(events.getLast().path("usage"));
        assertTrue(events.stream()
                .allMatch(event -> event.path("system_fingerprint").asString("").equals("fp_9")));
    }
}
