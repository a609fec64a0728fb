package dev.hone.budget.head;

import dev.hone.budget.allocation.Gains;
import dev.hone.core.statistics.IsotonicRegression;
import java.util.Arrays;

/**
 * Predicts what each sample from the second on gains, as one number each: the form of "Learning How Hard to Think" for rewards
 * that are numbers, and the comparison for {@link QuantileHead}. Predicted gains may rise or be negative, which greedy
 * allocation can't take; isotonic regression gives the nearest ones that don't.
 *
 * @param network one output a sample, from the second on
 */
public record GainVectorHead(Network network) implements DifficultyHead {
    @Override
    public HeadKind kind() {
        return HeadKind.GAIN_VECTOR;
    }

    @Override
    public double score(float[] features) {
        return network.apply(features)[0];
    }

    @Override
    public double base(float[] features) {
        return Double.NaN;
    }

    /** Beyond the samples that the head was fitted to, nothing is gained. */
    @Override
    public Gains gains(float[][] features, int cap) {
        double[][] rows = new double[features.length][cap];
        for (int i = 0; i < rows.length; i++) {
            double[] gains = network.apply(features[i]);
            double[] equal = new double[gains.length];
            Arrays.fill(equal, 1);
            gains = IsotonicRegression.pool(gains, equal, IsotonicRegression.Order.DECREASING);
            for (int u = 1; u < Math.min(cap, gains.length + 1); u++) {
                rows[i][u] = Math.max(0, gains[u - 1]);
            }
            rows[i][0] = cap > 1 ? rows[i][1] : 0; // not predicted, and given to every query anyway
        }
        return Gains.of(rows);
    }
}
