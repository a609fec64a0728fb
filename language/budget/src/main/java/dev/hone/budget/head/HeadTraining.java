package dev.hone.budget.head;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

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
 * <p>Where queries come in groups, a head that looks at nothing else stands beside the network and wins if it does better.
 *
 * <p>Where a network is worth using, others from different first weights join it and their outputs are averaged. On the
 * arithmetic model four of them need 0.70 of uniform's samples at 16 where one needs 0.71 on average and at worst 0.74.
 */
public final class HeadTraining {
    private static final double STANDARD_ERRORS = 2.75;
    private static final int FEWEST = 8; // queries, of each split, below which nothing is learnt

    private HeadTraining() {}

    /**
     * Fits a head, by whatever sight does best, or a constant one where none pays.
     *
     * @param fit what gradients see, at least one query
     * @param choose what decides; queries of their own
     * @param seeds decides first weights and the order of queries
     */
    public static FittedHead fit(HeadKind kind, Examples fit, Examples choose, HeadSettings settings, Seeds seeds) {
        if (fit.size() == 0) {
            throw new IllegalArgumentException("no query to fit a head on");
        }
        FittedHead constant = constant(kind, fit, choose);
        if (fit.size() < FEWEST || choose.size() < FEWEST || fit.dimension() == 0) {
            return constant;
        }
        FittedHead best = of(Sight.FEATURES, kind, fit, choose, settings, seeds);
        if (settings.kinds() > 0 && kind.plans()) {
            best = better(best, of(Sight.GROUP, kind, fit, choose, settings, seeds));
        }
        Loss loss = kind.loss(fit);
        return pays(losses(loss, constant.head(), choose), losses(loss, best.head(), choose)) ? best : constant;
    }

    /** The best head that looks at nothing. */
    public static FittedHead constant(HeadKind kind, Examples fit, Examples choose) {
        Loss loss = kind.loss(fit);
        DifficultyHead head = kind.around(Network.constant(fit.dimension(), loss.constant(fit)));
        double mean = mean(losses(loss, head, choose));
        return new FittedHead(head, OptionalDouble.empty(), 0, mean, mean);
    }

    /**
     * A head of one sight, whether it pays or not; constant only where a network never did better than its start.
     *
     * @param choose ends the training of a network; a head of groups does not look at it
     */
    public static FittedHead of(
            Sight sight, HeadKind kind, Examples fit, Examples choose, HeadSettings settings, Seeds seeds) {
        return switch (sight) {
            case GROUP -> judged(GroupHead.fit(kind, fit, settings.kinds()), OptionalDouble.empty(), 0, fit, choose);
            case FEATURES -> {
                int dimension = fit.dimension() - settings.kinds();
                RewardScale scale = RewardScale.of(kind, fit);
                FittedHead learnt = network(
                        kind,
                        scale.apply(fit.leading(dimension)),
                        scale.apply(choose.leading(dimension)),
                        settings,
                        seeds);
                DifficultyHead head =
                        scale.undo(kind.around(learnt.head().network().ignoring(settings.kinds())));
                yield judged(head, learnt.weightDecay(), learnt.epochs(), fit, choose);
            }
        };
    }

    /** A head with its loss and the constant's on the choosing queries, in the unit of the rewards. */
    private static FittedHead judged(
            DifficultyHead head, OptionalDouble weightDecay, int epochs, Examples fit, Examples choose) {
        double loss = mean(losses(head.kind().loss(fit), head, choose));
        return new FittedHead(
                head,
                weightDecay,
                epochs,
                loss,
                constant(head.kind(), fit, choose).loss());
    }

    private static FittedHead network(
            HeadKind kind, Examples fit, Examples choose, HeadSettings settings, Seeds seeds) {
        FittedHead best = constant(kind, fit, choose);
        double constantLoss = best.loss();
        List<FittedHead> tried = settings.weightDecays().parallelStream()
                .map(decay -> stopped(kind, run(kind, fit, choose, settings, decay, seeds), decay, constantLoss))
                .toList();
        for (FittedHead one : tried) {
            best = better(best, one);
        }
        return best.weightDecay().isPresent() ? better(best, averaged(best, fit, choose, settings, seeds)) : best;
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
        members.addAll(IntStream.range(1, settings.members())
                .parallel()
                .mapToObj(m -> seeds.child("member").child(m))
                .map(own -> run(kind, fit, choose, settings, weightDecay, own).network())
                .toList());
        DifficultyHead head = kind.around(Network.average(members));
        double loss = mean(losses(kind.loss(fit), head, choose));
        return new FittedHead(head, first.weightDecay(), first.epochs(), loss, first.constantLoss());
    }

    /** Loss of each query: in nats, or in the reward's unit where that is real-valued. [queries] */
    public static double[] losses(DifficultyHead head, Examples examples) {
        return losses(head.kind().loss(examples), head, examples);
    }

    static double[] losses(Loss loss, DifficultyHead head, Examples examples) {
        double[] losses = new double[examples.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = loss.of(head.outputs(examples.features(i)), examples, i);
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
