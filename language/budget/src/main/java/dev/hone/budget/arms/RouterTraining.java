package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Fits a router: chooses the heads of both regimes and tests them, all on the fitting queries.
 *
 * <p>A neighbourhood without its own query is an honest forecast for it, and one without its whole group is the forecast for
 * a kind never seen. So every fitting query is held out both ways at once, in one pass over all pairs, and no inner folds
 * are needed. The head of a regime is the one whose plans were best when held out its way; its gain over the best fixed mix
 * at equal cost is then tested by a bootstrap over the groups, and it must be above chance for the regime to be used.
 */
final class RouterTraining {
    /** Confidence of the tests: the lower end leaves one chance in twenty. */
    private static final double CONFIDENCE = 0.90;

    private static final int RESAMPLES = 500;
    private static final double[] SHARES = {0.25, 0.5, 0.75};

    /** Groups below which nothing can be said about unseen ones. */
    private static final int FEWEST_GROUPS = 5;

    private final int[] chosen; // in the pool
    private final List<Query> queries; // the fitting ones, as everything below
    private final List<String> arms;
    private final Outcomes outcomes;
    private final double[] means;
    private final double[][] quality; // measured [queries][arms]
    private final double[][] cost; // measured [queries][arms]
    private final int[] prompt; // equal for equal prompts
    private final int[] group;
    private final Costs costs;
    private final FixedMix mix;
    private final Seeds seeds;

    /**
     * A training.
     *
     * @param cost measured, of all queries [all queries][arms]
     * @param chosen the fitting queries
     */
    RouterTraining(ArmedQueries all, Outcomes outcomes, Costs costs, double[][] cost, int[] chosen, Seeds seeds) {
        this.chosen = chosen;
        this.queries = Arrays.stream(chosen).mapToObj(all.queries()::get).toList();
        this.arms = all.arms();
        this.outcomes = outcomes.subset(chosen);
        this.means = this.outcomes.means();
        this.quality = all.quality(chosen);
        this.cost = Arrays.stream(chosen).mapToObj(i -> cost[i]).toArray(double[][]::new);
        this.prompt = SplitKind.SHUFFLED.numbers(queries);
        this.group = SplitKind.GROUPS.numbers(queries);
        this.costs = costs;
        this.mix = new FixedMix(columnMeans(quality), columnMeans(this.cost));
        this.seeds = seeds;
    }

    /**
     * Fits.
     *
     * @param around the queries of the pool
     * @param without the fold that the fitting queries leave out
     */
    Router fit(Surroundings around, int without) {
        Neighbourhood[] apart = around.otherGroups(chosen, without);
        Neighbourhood[] together = around.all(chosen, without);
        Regime known = regime(together, prompt, seeds.child("known"));
        boolean groups = Arrays.stream(group).distinct().limit(FEWEST_GROUPS).count() == FEWEST_GROUPS;
        Regime unseen = groups
                ? regime(apart, group, seeds.child("unseen"))
                : new Regime(known.head(), Interval.UNDEFINED);
        return new Router(costs, outcomes, mix, known, unseen, familiar(nearest(together), nearest(apart)));
    }

    private static double[] nearest(Neighbourhood[] around) {
        return Arrays.stream(around).mapToDouble(Neighbourhood::nearest).toArray();
    }

    private Regime regime(Neighbourhood[] around, int[] labels, Seeds own) {
        List<ArmHead> heads = new ArrayList<>(ArmHead.candidates(arms.size()));
        heads.add(new ArmHead(Target.SUCCESS, narrowest(around)));
        ArmHead best = heads.getFirst();
        double[] bestGain = gain(around, best);
        for (ArmHead head : heads.subList(1, heads.size())) {
            double[] gain = gain(around, head);
            if (Arrays.stream(gain).sum() > Arrays.stream(bestGain).sum()) {
                best = head;
                bestGain = gain;
            }
        }
        double[] gain = bestGain;
        return new Regime(
                best,
                Bootstrap.grouped(
                        own,
                        labels,
                        RESAMPLES,
                        drawn -> Arrays.stream(drawn)
                                .mapToDouble(i -> gain[i])
                                .average()
                                .orElse(Double.NaN),
                        CONFIDENCE));
    }

    /** For each arm the width of least squared error. */
    private List<Integer> narrowest(Neighbourhood[] around) {
        return IntStream.range(0, arms.size())
                .mapToObj(arm -> IntStream.rangeClosed(0, Neighbourhood.ALL)
                        .boxed()
                        .min(Comparator.comparingDouble(width -> IntStream.range(0, around.length)
                                .mapToDouble(i -> around[i].mean(width, arm, means) - quality[i][arm])
                                .map(error -> error * error)
                                .sum()))
                        .orElseThrow())
                .toList();
    }

    /** What each query gains over the best fixed mix of the same measured cost, mean over the shares. */
    private double[] gain(Neighbourhood[] around, ArmHead head) {
        List<Forecast> forecasts = new ArrayList<>(around.length);
        for (int i = 0; i < around.length; i++) {
            double[] lengths = head.lengths(around[i], means, outcomes);
            double[] expected = new double[arms.size()];
            for (int a = 0; a < expected.length; a++) {
                expected[a] = costs.of(queries.get(i), a, lengths[a]);
            }
            forecasts.add(new Forecast(head.quality(around[i], means, outcomes), means, expected));
        }
        Batch batch = new Batch(Forecast.options(arms, forecasts), seeds.child("ties"));
        double[] gain = new double[around.length];
        for (double share : SHARES) {
            int[] plan = batch.within(mix.costAt(share) * around.length);
            double spent = IntStream.range(0, plan.length)
                    .mapToDouble(i -> cost[i][plan[i]])
                    .average()
                    .orElse(Double.NaN);
            double[] shares = mix.at(spent);
            for (int i = 0; i < plan.length; i++) {
                double mixed = 0;
                for (int a = 0; a < shares.length; a++) {
                    mixed += shares[a] * quality[i][a];
                }
                gain[i] += (quality[i][plan[i]] - mixed) / SHARES.length;
            }
        }
        return gain;
    }

    /**
     * The likeness that best tells queries whose kind is among the others from those whose kind is not: what the nearest of
     * their own group reaches and the nearest of other groups does not.
     */
    private static double familiar(double[] own, double[] other) {
        double[] candidates = DoubleStream.concat(Arrays.stream(own), Arrays.stream(other))
                .sorted()
                .toArray();
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 100; k++) {
            double threshold = candidates[k * candidates.length / 100];
            double missed = Arrays.stream(own).filter(s -> s < threshold).count() / (double) own.length;
            double mistaken = Arrays.stream(other).filter(s -> s >= threshold).count() / (double) other.length;
            if (missed + mistaken < least) {
                least = missed + mistaken;
                best = threshold;
            }
        }
        return best;
    }

    private static List<Double> columnMeans(double[][] table) {
        return IntStream.range(0, table[0].length)
                .mapToObj(a -> Arrays.stream(table)
                        .mapToDouble(row -> row[a])
                        .average()
                        .orElse(Double.NaN))
                .toList();
    }
}
