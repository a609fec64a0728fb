package dev.hone.budget.evidence;

import dev.hone.core.statistics.IsotonicRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one more sample is worth once {@code b} samples of a query are drawn and the best of them has reward {@code x}: one
 * falling function of x for every b, learnt from the graded samples of other queries.
 *
 * <p>A query whose best is already high has little left to gain, whatever the query is. The table needs no difference between
 * queries and no shape of the rewards, so a shift of a whole query's level, which misleads every fit of a distribution to the
 * few samples of one query, does no harm. For 0/1 rewards the function has two values: nothing after a success, and after b
 * failures the success rate of the queries that failed b times; going by it is early stopping.
 *
 * <p>With rewards r of a training query in a random order, the point of that order at b is {@code x = max(r_1 … r_b)} and
 * {@code y = mean over j > b of max(0, r_j - x)}. The function is the falling isotonic regression of y on x. Immutable.
 */
public final class BestSoFarTable {
    private final List<IsotonicRegression> falling; // at b - 1

    private BestSoFarTable(List<IsotonicRegression> falling) {
        this.falling = List.copyOf(falling);
    }

    /**
     * Learns the table.
     *
     * @param rewards of every query's samples in random orders [queries][orders][samples]; queries may differ in samples
     * @param most the largest b to learn for; with fewer than two samples anywhere the table is worth nothing everywhere
     */
    static BestSoFarTable learn(double[][][] rewards, int most) {
        double[][][] after = Arrays.stream(rewards)
                .map(orders ->
                        Arrays.stream(orders).map(BestSoFarTable::improvements).toArray(double[][]::new))
                .toArray(double[][][]::new);
        List<IsotonicRegression> falling = new ArrayList<>();
        for (int b = 1; b <= most; b++) {
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i < rewards.length; i++) {
                for (int k = 0; k < rewards[i].length; k++) {
                    if (rewards[i][k].length > b) {
                        points.add(new double[] {best(rewards[i][k], b), after[i][k][b - 1]});
                    }
                }
            }
            if (points.isEmpty()) {
                break;
            }
            falling.add(IsotonicRegression.fit(
                            points.stream().mapToDouble(p -> p[0]).toArray(),
                            points.stream().mapToDouble(p -> p[1]).toArray(),
                            IsotonicRegression.Order.DECREASING)
                    .simplified());
        }
        return new BestSoFarTable(falling);
    }

    /** A table learnt before. */
    public static BestSoFarTable of(List<IsotonicRegression> falling) {
        return new BestSoFarTable(falling);
    }

    /** Its functions, for b = 1 on. */
    public List<IsotonicRegression> falling() {
        return falling;
    }

    /** The distance of the largest and the least best reward that it was learnt from; 0 where they were all equal. */
    public double range() {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (IsotonicRegression function : falling) {
            double[] bests = function.cornersX();
            least = Math.min(least, bests[0]);
            largest = Math.max(largest, bests[bests.length - 1]);
        }
        return Math.max(0, largest - least);
    }

    /**
     * The expected rise of a query's best reward by its next sample, at least 0. Beyond the last b that was learnt the last
     * function speaks.
     *
     * @param drawn samples so far, at least 1
     * @param best the largest of their rewards
     */
    public double worth(int drawn, double best) {
        if (drawn < 1) {
            throw new IllegalArgumentException("worth of a sample after " + drawn);
        }
        return falling.isEmpty()
                ? 0
                : Math.max(0, falling.get(Math.min(drawn, falling.size()) - 1).at(best));
    }

    private static double best(double[] rewards, int first) {
        double best = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < first; s++) {
            best = Math.max(best, rewards[s]);
        }
        return best;
    }

    /** By b - 1, the mean over the samples after the b-th of what they exceed the best of the first b by. */
    private static double[] improvements(double[] rewards) {
        double[] means = new double[Math.max(0, rewards.length - 1)];
        double best = Double.NEGATIVE_INFINITY;
        for (int b = 1; b < rewards.length; b++) {
            best = Math.max(best, rewards[b - 1]);
            double sum = 0;
            for (int later = b; later < rewards.length; later++) {
                sum += Math.max(0, rewards[later] - best);
            }
            means[b - 1] = sum / (rewards.length - b);
        }
        return means;
    }
}
