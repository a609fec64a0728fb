package dev.hone.budget.head;

import dev.hone.budget.allocation.Gains;
import dev.hone.core.statistics.IsotonicRegression;
import java.util.Arrays;

/**
 * Predicts the distribution of a query's rewards by {@value #LEVELS} quantiles, where rewards are numbers and not 0 or 1.
 *
 * <p>The unit interval is cut into cells and each output stands for the reward in the middle of its cell. The best of b samples
 * has the distribution function F^b, so with the cell edges e its expected value is {@code sum_k q_k (e_k^b - e_(k-1)^b)},
 * which rises with b ever more slowly for every distribution. Cells narrow towards the top, where best-of-b lives: the
 * last is 1/{@code LEVELS}^2 wide. No shape of the rewards is assumed; one judge's scores lean left, another's are mostly ties.
 *
 * <p>Predicted quantiles may cross. They are put in order by isotonic regression, weighted with their cells.
 *
 * @param network one output a level, ascending
 */
public record QuantileHead(Network network) implements DifficultyHead {
    static final int LEVELS = 16;

    private static final double[] EDGES = new double[LEVELS + 1];
    private static final double[] WIDTHS = new double[LEVELS];

    static {
        for (int k = 1; k <= LEVELS; k++) {
            double rest = 1 - (double) k / LEVELS;
            EDGES[k] = 1 - rest * rest;
            WIDTHS[k - 1] = EDGES[k] - EDGES[k - 1];
        }
    }

    public QuantileHead {
        network.requireOutputs(LEVELS);
    }

    /** The share of rewards below quantile {@code k}: the middle of its cell. */
    static double level(int k) {
        return (EDGES[k] + EDGES[k + 1]) / 2;
    }

    @Override
    public HeadKind kind() {
        return HeadKind.QUANTILES;
    }

    @Override
    public double score(float[] features) {
        double[] best = expectedBest(quantiles(features), 2);
        return best[2] - best[1];
    }

    @Override
    public double base(float[] features) {
        return quantiles(features)[0];
    }

    @Override
    public Gains gains(float[][] features, int cap) {
        double[][] curves = new double[features.length][];
        for (int i = 0; i < curves.length; i++) {
            curves[i] = expectedBest(quantiles(features[i]), cap);
        }
        return Gains.ofCurves(curves);
    }

    /** The predicted quantiles of a query's rewards, in order. [levels] */
    double[] quantiles(float[] features) {
        return IsotonicRegression.pool(network.apply(features), WIDTHS, IsotonicRegression.Order.INCREASING);
    }

    /**
     * Expected best of 0 to {@code cap} rewards. The best of none is put at the lowest quantile, the largest value that keeps
     * the first gain at least as large as the second; a plan of real-valued rewards gives every query one sample anyway.
     *
     * @return [cap + 1]
     */
    static double[] expectedBest(double[] quantiles, int cap) {
        double[] best = new double[cap + 1];
        double[] powers = new double[EDGES.length];
        Arrays.fill(powers, 1);
        best[0] = quantiles[0];
        for (int b = 1; b <= cap; b++) {
            double before = 0;
            for (int k = 0; k < quantiles.length; k++) {
                powers[k + 1] *= EDGES[k + 1];
                best[b] += quantiles[k] * (powers[k + 1] - before);
                before = powers[k + 1];
            }
        }
        return best;
    }
}
