package dev.hone.lm;

import java.util.List;

/**
 * What a request brought and what it used.
 *
 * @param completions in order of their index
 * @param promptTokens billed for the prompt, once for every call that the request was cut into; 0 where the model doesn't say
 */
public record Drawn(List<Completion> completions, long promptTokens) {
    public Drawn {
        completions = List.copyOf(completions);
    }

    /** Tokens sampled, end tokens included. */
    public long completionTokens() {
        return completions.stream().mapToLong(Completion::tokens).sum();
    }
}
