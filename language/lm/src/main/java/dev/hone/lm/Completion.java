package dev.hone.lm;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One sample.
 *
 * @param text without the stop text or end token
 * @param ids token ids where the model shows them (local models)
 * @param tokens tokens generated, the end token included: what is paid for
 * @param logprobs one entry a token of the text where asked for and available, else empty
 * @param choice the choice as a served model wrote it, for handing on what Hone doesn't read, such as tool calls; only where a
 *     client's request was answered
 */
public record Completion(
        String text,
        Optional<List<Integer>> ids,
        FinishReason finish,
        int tokens,
        List<TokenLogprob> logprobs,
        Optional<JsonNode> choice) {
    public Completion {
        ids = ids.map(List::copyOf);
        logprobs = List.copyOf(logprobs);
    }

    /** A sample that no served model wrote for a client. */
    public Completion(
            String text, Optional<List<Integer>> ids, FinishReason finish, int tokens, List<TokenLogprob> logprobs) {
        this(text, ids, finish, tokens, logprobs, Optional.empty());
    }

    public static Completion of(String text) {
        return new Completion(text, Optional.empty(), FinishReason.STOP, 0, List.of());
    }
}
