package dev.hone.lm;

import dev.hone.core.HoneException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A call that failed after some of its samples had arrived. They are paid for, so they travel with the error and whoever
 * asked for them keeps them; problem and advice are those of the failure itself.
 *
 * <p>A model throws it from {@link LanguageModel#generate} instead of the bare failure when at least one whole sample of the
 * request is known.
 */
public final class PartialGeneration extends HoneException {
    private final HoneException failure;
    private final SortedMap<Integer, Completion> completions;
    private final long promptTokens;
    private final CallDetails details;

    /**
     * Joins the samples that arrived to the failure that ended the call.
     *
     * @param failure why the others are missing; a {@link LimitReached} if a limit of the user's stopped the call
     * @param completions by sample index, each within the request's {@code first .. first + n - 1}; not empty
     */
    public PartialGeneration(HoneException failure, Map<Integer, Completion> completions) {
        this(failure, completions, 0, CallDetails.NONE);
    }

    /**
     * The same, with what the prompts of the calls that ended well were billed at.
     *
     * @param promptTokens 0 where the model doesn't say
     * @param details what a served model said of these calls beside that
     */
    public PartialGeneration(
            HoneException failure, Map<Integer, Completion> completions, long promptTokens, CallDetails details) {
        super(failure.problem(), failure.advice(), failure);
        if (completions.isEmpty()) {
            throw new IllegalArgumentException("a partial generation holds at least one completion");
        }
        this.failure = failure;
        this.promptTokens = promptTokens;
        this.details = details;
        this.completions = Collections.unmodifiableSortedMap(new TreeMap<>(completions));
    }

    /** Why the call ended early. */
    public HoneException failure() {
        return failure;
    }

    /** Billed for prompts, as far as the model says. */
    public long promptTokens() {
        return promptTokens;
    }

    /** What a served model said of the calls that ended well. */
    public CallDetails details() {
        return details;
    }

    /** The whole samples that arrived, by sample index. */
    public SortedMap<Integer, Completion> completions() {
        return completions;
    }

    @Override
    public int exitCode() {
        return failure.exitCode();
    }
}
