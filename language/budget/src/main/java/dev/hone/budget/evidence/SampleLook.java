package dev.hone.budget.evidence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the samples drawn so far of one query show together, without any reward: whether they agree, how like each other they
 * are, how long and how well-formed. An answer that is missing equals none, not even another such.
 */
final class SampleLook {
    /** Numbers that {@link #features} has. */
    static final int FEATURES = 14;

    private final Map<String, Integer> counts = new HashMap<>();
    private int drawn;
    private int missing;
    private double likenesses; // sum over pairs
    private double least = 1;
    private double newest; // largest likeness of the newest to an earlier one
    private double lengths;
    private double squares; // of lengths
    private int balanced;
    private int stubs;
    private double compressed;

    /**
     * Looks at one more sample.
     *
     * @param likeness to every earlier one, in any order
     */
    void add(SampleTraits sample, double[] likeness) {
        if (likeness.length != drawn) {
            throw new IllegalArgumentException(likeness.length + " likenesses after " + drawn + " samples");
        }
        drawn++;
        Optional<String> answer = sample.answer();
        answer.ifPresentOrElse(text -> counts.merge(text, 1, Integer::sum), () -> missing++);
        newest = 0;
        for (double like : likeness) {
            likenesses += like;
            least = Math.min(least, like);
            newest = Math.max(newest, like);
        }
        lengths += sample.logLength();
        squares += sample.logLength() * sample.logLength();
        balanced += sample.balanced() ? 1 : 0;
        stubs += sample.stub() ? 1 : 0;
        compressed += sample.compressed();
    }

    /**
     * Distinct answers as a share of samples and their logarithm, the two largest shares of one answer, the share seen once, the
     * lead; mean and least likeness of pairs, largest of the newest; mean and deviation of log length; shares that are balanced and
     * that are stubs; mean compressibility. [FEATURES]
     */
    double[] features() {
        double n = drawn;
        int[] votes =
                counts.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        double first = votes.length > 0 ? votes[votes.length - 1] : 1;
        double second = votes.length > 1 ? votes[votes.length - 2] : missing > 0 ? 1 : 0;
        double once = missing + Arrays.stream(votes).filter(v -> v == 1).count();
        double distinct = votes.length + missing;
        double pairs = n * (n - 1) / 2;
        double mean = lengths / n;
        return new double[] {
            distinct / n,
            Math.log(distinct),
            first / n,
            second / n,
            once / n,
            (first - second) / n,
            pairs > 0 ? likenesses / pairs : 0,
            pairs > 0 ? least : 0,
            newest,
            mean,
            Math.sqrt(Math.max(0, squares / n - mean * mean)),
            balanced / n,
            stubs / n,
            compressed / n
        };
    }
}
