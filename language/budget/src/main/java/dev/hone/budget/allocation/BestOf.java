package dev.hone.budget.allocation;

import java.util.Arrays;

/**
 * Unbiased estimates of the quality of best-of-b from {@code S >= b} graded samples of one query.
 *
 * <p>The best of b samples is the best of a random subset of size b, so the estimate is the mean over all such subsets. With
 * rewards sorted ascending, the j-th is the subset's best in {@code C(j-1, b-1)} of {@code C(S, b)} subsets; for 0/1 rewards
 * with c successes the sum folds into {@code 1 - C(S-c, b) / C(S, b)}. The plug-in {@code 1 - (1 - c/S)^b} is biased and must
 * not be used to score a plan. The ratios of binomials are built up factor by factor, each at most 1, so nothing overflows.
 */
public final class BestOf {
    private BestOf() {}

    /**
     * Success rates of best-of-0 to best-of-{@code max} for 0/1 rewards.
     *
     * @param samples S, at least {@code max}
     * @param successes c, between 0 and S
     * @return [max + 1], the first is 0
     */
    public static double[] binary(int samples, int successes, int max) {
        requireSamples(samples, max);
        if (successes < 0 || successes > samples) {
            throw new IllegalArgumentException(successes + " successes in " + samples + " samples");
        }
        double[] curve = new double[max + 1];
        double noSuccess = 1;
        for (int b = 1; b <= max; b++) {
            noSuccess *= Math.max(0, samples - successes - b + 1) / (double) (samples - b + 1);
            curve[b] = 1 - noSuccess;
        }
        return curve;
    }

    /**
     * Expected largest reward of 0 to {@code max} samples.
     *
     * @param rewards of S samples, in any order, all finite
     * @param none the quality of giving no answer, which stands first in the result
     * @return [max + 1]
     */
    public static double[] real(double[] rewards, double none, int max) {
        requireSamples(rewards.length, max);
        double[] sorted = rewards.clone();
        Arrays.sort(sorted);
        double[] curve = new double[max + 1];
        curve[0] = none;
        for (int b = 1; b <= max; b++) {
            double share = b / (double) sorted.length; // of subsets whose best is the j-th, from the largest down
            double sum = 0;
            for (int j = sorted.length; j >= b; j--) {
                sum += sorted[j - 1] * share;
                share *= (j - b) / (double) Math.max(1, j - 1);
            }
            curve[b] = sum;
        }
        return curve;
    }

    /**
     * Expected number of samples drawn when sampling stops at the first success or at a cap, over all orders of the pool's
     * samples: the sum over j below the cap of the chance that the first j all fail.
     *
     * @return [max + 1], by cap; the first is 0
     */
    public static double[] drawsUntilSuccess(int samples, int successes, int max) {
        double[] success = binary(samples, successes, max);
        double[] draws = new double[max + 1];
        for (int cap = 1; cap <= max; cap++) {
            draws[cap] = draws[cap - 1] + 1 - success[cap - 1];
        }
        return draws;
    }

    private static void requireSamples(int samples, int max) {
        if (max < 0 || samples < max) {
            throw new IllegalArgumentException("best of " + max + " can't be estimated from " + samples + " samples");
        }
    }
}
