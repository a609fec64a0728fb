package dev.hone.budget.head;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.List;
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
 *
 * <p>Where a network is worth using, others from different first weights join it and their outputs are averaged. On the
 * arithmetic model four of them need 0.70 of uniform's samples at 16 where one needs 0.71 on average and at worst 0.74.
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
        if (!kind.isReal()) {
            return fitted(kind, fit, choose, settings, seeds);
        }
        RewardScale scale = RewardScale.of(fit);
        FittedHead learnt = fitted(kind, scale.apply(fit), scale.apply(choose), settings, seeds);
        return learnt.with(scale.undo(learnt.head()));
    }

    private static FittedHead fitted(HeadKind kind, Examples fit, Examples choose, HeadSettings settings, Seeds seeds) {
        Loss loss = kind.loss(fit);
        DifficultyHead constantHead = kind.around(Network.constant(fit.dimension(), loss.constant(fit)));
        double[] constantLosses = losses(loss, constantHead, choose);
        double constantLoss = mean(constantLosses);
        FittedHead constant = new FittedHead(constantHead, OptionalDouble.empty(), 0, constantLoss, constantLoss);
        if (fit.size() < FEWEST || choose.size() < FEWEST || fit.dimension() == 0) {
            return constant;
        }
        FittedHead best = constant;
        for (double weightDecay : settings.weightDecays()) {
            best = better(
                    best,
                    stopped(kind, run(kind, fit, choose, settings, weightDecay, seeds), weightDecay, constantLoss));
        }
        if (best.weightDecay().isPresent()) {
            best = better(best, averaged(best, fit, choose, settings, seeds));
        }
        return pays(constantLosses, losses(loss, best.head(), choose)) ? best : constant;
    }

    private static Descent.Stop run(
            HeadKind kind, Examples fit, Examples choose, HeadSettings settings, double weightDecay, Seeds seeds) {
        double[] constant = kind.loss(fit).constant(fit);
        try (var descent = new Descent(kind, fit, constant, settings, weightDecay, seeds)) {
            return descent.run(choose);
        }
    }

    private static FittedHead stopped(HeadKind kind, Descent.Stop stop, double weightDecay, double constantLoss) {
        return new FittedHead(
                kind.around(stop.network()), OptionalDouble.of(weightDecay), stop.epochs(), stop.loss(), constantLoss);
    }

    private static FittedHead better(FittedHead one, FittedHead other) {
        return other.loss() < one.loss() ? other : one;
    }

    /** Networks from other first weights beside the one that did best; what they agree on is less likely an accident. */
    private static FittedHead averaged(
            FittedHead first, Examples fit, Examples choose, HeadSettings settings, Seeds seeds) {
        HeadKind kind = first.head().kind();
        double weightDecay = first.weightDecay().orElseThrow();
        List<Network> members = new ArrayList<>(List.of(first.head().network()));
        for (int m = 1; m < settings.members(); m++) {
            Seeds own = seeds.child("member").child(m);
            members.add(run(kind, fit, choose, settings, weightDecay, own).network());
        }
        DifficultyHead head = kind.around(Network.average(members));
        double loss = mean(losses(kind.loss(fit), head, choose));
        return new FittedHead(head, first.weightDecay(), first.epochs(), loss, first.constantLoss());
    }

    /** Loss of each query. */
    static double[] losses(Loss loss, DifficultyHead head, Examples examples) {
        double[] losses = new double[examples.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = loss.of(head.network().apply(examples.features(i)), examples, i);
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
