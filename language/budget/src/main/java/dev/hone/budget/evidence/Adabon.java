package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.PlanCurve;
import dev.hone.core.statistics.Descriptive;
import java.util.Arrays;

/**
 * The comparison AdaBoN (arXiv 2505.12050): three quarters of the budget go to every query alike; a Gaussian kernel density of
 * each query's own rewards says what further samples are worth, {@code E[max(best, r_1 … r_m)]}; greedy shares out the rest. It
 * learns nothing from other queries, and a density of a handful of rewards is a poor guide to their largest.
 */
final class Adabon {
    private static final double EXPLORED = 0.75;

    /** Points of the grid on which densities are integrated, from the best so far to this many bandwidths above. */
    private static final int GRID = 64;

    private static final double TAIL = 4;

    private Adabon() {}

    /** Replays it for one batch at every mean budget of a curve. */
    static void replay(
            PlanCurve into, int[] queries, int[] places, GradedQueries pool, Orders orders, Prefixes prefixes) {
        for (int mean = Math.max(1, into.first()); mean <= into.last(); mean++) {
            // a density needs two rewards
            int explored = Math.min(mean, Math.max(2, (int) (EXPLORED * mean)));
            double[] samples = new double[queries.length];
            double[] quality = new double[queries.length];
            for (int order = 0; order < orders.count(); order++) {
                int[] further = further(queries, pool, orders, order, mean, explored);
                for (int i = 0; i < queries.length; i++) {
                    samples[i] += explored + further[i];
                    quality[i] += prefixes.quality(queries[i], order, explored + further[i]);
                }
            }
            for (int i = 0; i < queries.length; i++) {
                into.set(mean, places[i], samples[i] / orders.count(), quality[i] / orders.count());
            }
        }
    }

    private static int[] further(int[] queries, GradedQueries pool, Orders orders, int order, int mean, int explored) {
        int[] none = new int[queries.length];
        if (mean == explored) {
            return none;
        }
        double[][] gains = new double[queries.length][];
        for (int i = 0; i < queries.length; i++) {
            double[] rewards = orders.arrange(queries[i], order, pool.rewards(queries[i]));
            gains[i] = gains(Arrays.copyOf(rewards, explored), rewards.length - explored);
        }
        return gains[0].length == 0 ? none : Allocation.greedy(Gains.of(gains), mean - explored, 0);
    }

    /** What sample 1 to {@code most} more are worth: the integral above the best of {@code F^(m-1) (1 - F)}. */
    static double[] gains(double[] rewards, int most) {
        double best = Arrays.stream(rewards).max().orElseThrow();
        // Scott's rule; equal rewards leave a narrow density, not none
        double bandwidth = Math.max(1e-6, Descriptive.sd(rewards)) * Math.pow(rewards.length, -0.2);
        double step = TAIL * bandwidth / GRID;
        double[] gains = new double[most];
        for (int g = 0; g < GRID; g++) {
            double x = best + (g + .5) * step;
            double below = Arrays.stream(rewards)
                    .map(r -> normal((x - r) / bandwidth))
                    .average()
                    .orElseThrow();
            double worth = (1 - below) * step;
            for (int m = 0; m < most; m++) {
                gains[m] += worth;
                worth *= below;
            }
        }
        return gains;
    }

    /** The standard normal distribution function, to 7.5e-8 (Abramowitz and Stegun 26.2.17). */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = series * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return z < 0 ? tail : 1 - tail;
    }
}
