package dev.hone.budget.head;

import dev.hone.core.Seeds;
import java.util.OptionalDouble;

/**
 * Trains a head so that it can't do much harm where features tell nothing.
 *
 * <p>Training starts at the best constant head: output weights 0, biases at the constants that explain the fitting queries.
 * What leaves that point must pay for itself on the <em>choosing</em> queries, which no gradient sees: they end training
 * early, pick the strength of regularisation, and at last decide whether the network is used at all. It is, if its loss there
 * is better than the constant's by more than 2.75 standard errors of the paired difference, which chance alone does about
 * once in 200 trials of 25 queries. With a hundred queries and a
 * sentence embedding that test mostly fails, and a plan by a constant head is a uniform plan.
 */
public final class HeadTraining {
    private static final double STANDARD_ERRORS = 2.75;
    private static final int FEWEST = 8; // queries, of each split, below which nothing is learnt

    private HeadTraining() {}

    /**
     * Fits a head.
     *
     * @param fit what gradients see, at least one query
     * @param choose what decides; queries of their own
     * @param seeds decides first weights and the order of queries
     */
    public static FittedHead fit(HeadKind kind, Examples fit, Examples choose, HeadSettings settings, Seeds seeds) {
        if (fit.size() == 0) {
            throw new IllegalArgumentException("no query to fit a head on");
        }
        double[] constant = kind.loss().constant(fit);
        DifficultyHead constantHead = kind.around(Network.constant(fit.dimension(), constant));
        double[] constantLosses = losses(constantHead, choose);
        double constantLoss = mean(constantLosses);
        FittedHead best = new FittedHead(constantHead, OptionalDouble.empty(), 0, constantLoss, constantLoss);
        if (fit.size() < FEWEST || choose.size() < FEWEST || fit.dimension() == 0) {
            return best;
        }
        for (double weightDecay : settings.weightDecays()) {
            try (var descent = new Descent(kind, fit, constant, settings, weightDecay, seeds)) {
                Descent.Stop stop = descent.run(choose);
                if (stop.loss() < best.loss()) {
                    DifficultyHead head = kind.around(stop.network());
                    best = new FittedHead(
                            head, OptionalDouble.of(weightDecay), stop.epochs(), stop.loss(), constantLoss);
                }
            }
        }
        return pays(constantLosses, losses(best.head(), choose))
                ? best
                : new FittedHead(constantHead, OptionalDouble.empty(), 0, constantLoss, constantLoss);
    }

    /** Loss of each query, in the nats of the head's kind. */
    static double[] losses(DifficultyHead head, Examples examples) {
        double[] losses = new double[examples.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = head.kind()
                    .loss()
                    .of(head.network().apply(examples.features(i)), examples.samples(i), examples.successes(i));
        }
        return losses;
    }

    /** Whether the second losses are clearly lower. */
    private static boolean pays(double[] before, double[] after) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < before.length; i++) {
            double gain = before[i] - after[i];
            sum += gain;
            squares += gain * gain;
        }
        int n = before.length;
        double mean = sum / n;
        double variance = Math.max(0, squares / n - mean * mean) * n / (n - 1.0);
        return mean > STANDARD_ERRORS * Math.sqrt(variance / n);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
