package dev.hone.lm;

import java.util.List;
import java.util.Optional;

/**
 * One sample.
 *
 * @param text without the stop text or end token
 * @param ids token ids where the model shows them (local models)
 * @param tokens tokens generated, the end token included: what is paid for
 * @param logprobs one entry a token of the text where asked for and available, else empty
 */
public record Completion(
        String text, Optional<List<Integer>> ids, FinishReason finish, int tokens, List<TokenLogprob> logprobs) {
    public Completion {
        ids = ids.map(List::copyOf);
        logprobs = List.copyOf(logprobs);
    }

    public static Completion of(String text) {
        return new Completion(text, Optional.empty(), FinishReason.STOP, 0, List.of());
    }
}
