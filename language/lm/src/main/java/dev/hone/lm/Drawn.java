package dev.hone.lm;

import java.util.List;

/**
 * What a request brought and what it used.
 *
 * @param completions in order of their index
 * @param promptTokens billed for the prompt, once for every call that the request was cut into; 0 where the model doesn't say
 * @param completionTokens sampled, end tokens included, also for samples that were drawn and are not returned
 * @param details what a served model said beside that
 */
public record Drawn(List<Completion> completions, long promptTokens, long completionTokens, CallDetails details) {
    public Drawn {
        completions = List.copyOf(completions);
    }

    /** All that was drawn is returned. */
    public Drawn(List<Completion> completions, long promptTokens) {
        this(completions, promptTokens, CallDetails.NONE);
    }

    /** All that was drawn is returned, by a model that says more of it. */
    public Drawn(List<Completion> completions, long promptTokens, CallDetails details) {
        this(
                completions,
                promptTokens,
                completions.stream().mapToLong(Completion::tokens).sum(),
                details);
    }
}
