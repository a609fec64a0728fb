package dev.hone.serve.openai;

import dev.hone.core.Json;
import dev.hone.lm.CallDetails;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.TokenLogprob;
import dev.hone.lm.TokenLogprob.Alternative;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Candidates as models leave them, for the tests of what clients get. */
final class Samples {
    static final String TOOL_CALL = """
            {"index": 5, "finish_reason": "tool_calls", "logprobs": null, "stop_reason": 7, "message": {"role": "assistant",
             "content": null, "annotations": [], "reasoning_content": "hm", "tool_calls": [
               {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": "{\\"city\\":\\"Oslo\\"}"}},
               {"id": "call_2", "type": "function", "function": {"name": "time", "arguments": "{}"}}]}}""";

    private Samples() {}

    static Completion plain(String text) {
        return new Completion(text, Optional.empty(), FinishReason.STOP, 3, List.of());
    }

    static Completion cut(String text) {
        return new Completion(text, Optional.empty(), FinishReason.LENGTH, 3, List.of());
    }

    /** "4 €" in three tokens, the last of which is a part of a character. */
    static Completion withLogprobs() {
        return new Completion(
                "4 \u20ac\uFFFD",
                Optional.empty(),
                FinishReason.STOP,
                4,
                List.of(
                        new TokenLogprob(
                                "4",
                                -0.25,
                                List.of(
                                        new Alternative("4", -0.25),
                                        new Alternative("\uFFFD", -2),
                                        new Alternative("\uFFFD", -3))),
                        new TokenLogprob(" \u20ac", Double.NEGATIVE_INFINITY, List.of()),
                        new TokenLogprob("\uFFFD", -1, List.of(new Alternative("\ud83d", -1)))));
    }

    /** A sample that a served model wrote. */
    static Completion written(String choice) {
        ObjectNode json = (ObjectNode) Json.read(choice);
        return new Completion("text of Hone's", Optional.empty(), FinishReason.LENGTH, 3, List.of(), Optional.of(json));
    }

    static Reply reply(Completion... best) {
        ObjectNode hone = Json.MAPPER.createObjectNode().put("samples", 4);
        return new Reply(
                "chatcmpl-1", 1_700_000_000, "hone/m@4", List.of(best), 20, 12, CallDetails.NONE, Optional.of(hone));
    }
}
