package dev.hone.budget.arms;

import java.util.Arrays;

/**
 * What is learnt of a query to choose an arm by. Under squared loss, and with rewards of 0 and 1 from one sample an arm,
 * all three are the same up to a scale; they differ where arms are best averaged over neighbourhoods of different width, or
 * where rewards are graded.
 */
public enum Target {
    /** Each arm's reward by itself. */
    SUCCESS,
    /** Each arm's reward, all arms averaged alike, so that what makes a query hard for all cancels in their differences. */
    GAIN,
    /**
     * Of two arms, the chance that the second's answer is preferred: the mean of {@code sigmoid(r_S - r_W)} over all pairs
     * of their answers ("Learning How Hard to Think", arXiv 2410.04707, section 3.3).
     */
    PREFERENCE;

    /** The preference of the second of two arms; 0.5 where their rewards are alike. */
    static double preference(double[] weak, double[] strong) {
        return Arrays.stream(strong)
                .flatMap(s -> Arrays.stream(weak).map(w -> 1 / (1 + Math.exp(w - s))))
                .average()
                .orElse(Double.NaN);
    }
}
