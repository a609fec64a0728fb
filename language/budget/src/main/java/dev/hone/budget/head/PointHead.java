package dev.hone.budget.head;

import dev.hone.budget.allocation.Gains;

/**
 * Predicts the success rate as one number, as "Learning How Hard to Think" does: the comparison for {@link BetaBinomialHead}.
 *
 * @param network one output: the logit of the success rate
 */
public record PointHead(Network network) implements DifficultyHead {
    public PointHead {
        network.requireOutputs(1);
    }

    @Override
    public HeadKind kind() {
        return HeadKind.POINT;
    }

    @Override
    public double score(float[] features) {
        return rate(network.apply(features)[0]);
    }

    @Override
    public Gains gains(float[][] features, int cap) {
        double[] rates = new double[features.length];
        for (int i = 0; i < features.length; i++) {
            rates[i] = score(features[i]);
        }
        return Gains.bernoulli(rates, cap);
    }

    static double rate(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
