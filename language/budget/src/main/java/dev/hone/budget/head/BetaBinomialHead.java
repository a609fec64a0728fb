package dev.hone.budget.head;

import dev.hone.budget.allocation.Gains;
import java.util.Optional;

/**
 * Predicts a distribution of the success rate, Beta(alpha, beta), and not just its mean.
 *
 * <p>A point estimate that is a little too sure of a small rate believes in a gain that decays so slowly that it swallows the
 * batch at large budgets. The spread of the Beta is the head's own doubt: the more failures it has reason to expect, the
 * faster the belief in the next sample falls. Only counts are needed to train it, so a few samples per query suffice.
 *
 * @param network two outputs: ln alpha and ln beta, clipped to [{@value #LOWEST}, {@value #HIGHEST}]
 * @param map where fresh traffic showed other rates than predicted: applied to the Beta
 */
public record BetaBinomialHead(Network network, Optional<RateMap> map) implements DifficultyHead {
    static final double LOWEST = -4;
    static final double HIGHEST = 6;

    public BetaBinomialHead {
        network.requireOutputs(2);
    }

    /** The head as it was trained. */
    public BetaBinomialHead(Network network) {
        this(network, Optional.empty());
    }

    /** The same head with its rates mapped. */
    public BetaBinomialHead mapped(RateMap by) {
        return new BetaBinomialHead(network, Optional.of(by));
    }

    @Override
    public HeadKind kind() {
        return HeadKind.BETA_BINOMIAL;
    }

    @Override
    public double[] outputs(float[] features) {
        double[] trained = network.apply(features);
        if (map.isEmpty()) {
            return trained;
        }
        double alpha = positive(trained[0]);
        double sum = alpha + positive(trained[1]);
        double rate = map.get().at(alpha / sum);
        // within the clip both of alpha and beta keep their ratio, and with it the mapped rate
        double least = Math.exp(LOWEST) / Math.min(rate, 1 - rate);
        double both = Math.clamp(map.get().concentration() * sum, least, Math.exp(HIGHEST));
        return new double[] {Math.log(rate * both), Math.log((1 - rate) * both)};
    }

    @Override
    public double score(float[] features) {
        double[] outputs = outputs(features);
        double alpha = positive(outputs[0]);
        return alpha / (alpha + positive(outputs[1]));
    }

    @Override
    public Gains gains(float[][] features, int cap) {
        double[] alpha = new double[features.length];
        double[] beta = new double[features.length];
        for (int i = 0; i < features.length; i++) {
            double[] outputs = outputs(features[i]);
            alpha[i] = positive(outputs[0]);
            beta[i] = positive(outputs[1]);
        }
        return Gains.betaBinomial(alpha, beta, cap);
    }

    /** From an output to the parameter of the Beta that it stands for. */
    static double positive(double output) {
        return Math.exp(Math.clamp(output, LOWEST, HIGHEST));
    }
}
