package dev.hone.lm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One graded or ungraded sample of a pool; every part but the place in the list may be missing.
 *
 * @param reward finite
 * @param ids token ids, 0 or more each
 * @param tokens tokens generated, 0 or more
 */
public record Sample(
        Optional<String> text,
        OptionalDouble reward,
        Optional<List<Integer>> ids,
        Optional<FinishReason> finish,
        OptionalInt tokens) {
    public Sample {
        ids = ids.map(List::copyOf);
        if (!Double.isFinite(reward.orElse(0))) {
            throw new IllegalArgumentException("a reward of " + reward.orElseThrow());
        }
    }

    /** What a model returned, not graded yet. */
    public static Sample of(Completion completion) {
        return new Sample(
                Optional.of(completion.text()),
                OptionalDouble.empty(),
                completion.ids(),
                Optional.of(completion.finish()),
                OptionalInt.of(completion.tokens()));
    }

    public Sample withReward(double graded) {
        return new Sample(text, OptionalDouble.of(graded), ids, finish, tokens);
    }

    /** The sample as a reward sees it; throws {@code NoSuchElementException} if its text is not known. */
    public Completion completion() {
        return new Completion(text.orElseThrow(), ids, finish.orElse(FinishReason.STOP), tokens.orElse(0), List.of());
    }
}
