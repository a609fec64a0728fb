package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.core.statistics.IsotonicRegression;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Real-valued rewards where a query need not be sampled at all, because another model may answer it. A plan then rests on how high
 * a query's rewards lie and not only on how far they spread, and no answer has no value among rewards to count from.
 *
 * <p>So a batch is tried as if something else answered for nothing, with the mean quality of one sample. A head that knows levels
 * gives its samples to the queries that gain most over that. Beside it stands the best fixed mix of two numbers of samples, none
 * among them, which is what the mean curve alone would do.
 */
final class OutsideOption {
    private final Curves curves;
    private final double elsewhere;
    private final Gains gains;
    private final int[] corners; // numbers of samples that the mean curve makes the best choice at some price

    /**
     * A batch.
     *
     * @param bases predicted, that the first gains are counted from [queries]
     * @param gains predicted, up to the cap of the curves
     * @param curves measured
     */
    OutsideOption(double[] bases, Gains gains, Curves curves) {
        this.curves = curves;
        elsewhere = mean(1);
        double[][] over = new double[bases.length][];
        for (int i = 0; i < over.length; i++) {
            over[i] = over(gains.curve(i, bases[i]));
        }
        this.gains = Gains.of(over);
        corners = corners();
    }

    /** What each sample of a query adds to the answer from elsewhere; a first one that loses is only drawn with others that gain. */
    private double[] over(double[] curve) {
        double[] steps = new double[curve.length - 1];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = curve[k + 1] - (k == 0 ? elsewhere : curve[k]);
        }
        double[] equal = new double[steps.length];
        Arrays.fill(equal, 1);
        double[] pooled = IsotonicRegression.pool(steps, equal, IsotonicRegression.Order.DECREASING);
        return Arrays.stream(pooled).map(step -> Math.max(0, step)).toArray();
    }

    /** The upper hull of the mean curve. */
    private int[] corners() {
        int[] hull = new int[curves.cap() + 1];
        int last = 0;
        for (int k = 1; k <= curves.cap(); k++) {
            while (last > 0 && slope(hull[last], k) >= slope(hull[last - 1], hull[last])) {
                last--;
            }
            hull[++last] = k;
        }
        return Arrays.copyOf(hull, last + 1);
    }

    private double slope(int from, int to) {
        return (mean(to) - mean(from)) / (to - from);
    }

    private double mean(int samples) {
        return IntStream.range(0, curves.queries())
                .mapToDouble(i -> quality(i, samples))
                .average()
                .orElse(0);
    }

    private double quality(int query, int samples) {
        return samples == 0 ? elsewhere : curves.at(query, samples);
    }

    /** Quality of each query by the head's plan at a mean budget, less by the fixed mix. [queries] */
    double[] gain(int budget) {
        int[] plan = Allocation.greedy(gains, budget, 0);
        int high = 1;
        while (corners[high] < budget) {
            high++;
        }
        int less = corners[high - 1];
        int more = corners[high];
        double share = (double) (budget - less) / (more - less);
        double[] gain = new double[plan.length];
        for (int i = 0; i < gain.length; i++) {
            gain[i] = quality(i, plan[i]) - (1 - share) * quality(i, less) - share * quality(i, more);
        }
        return gain;
    }
}
