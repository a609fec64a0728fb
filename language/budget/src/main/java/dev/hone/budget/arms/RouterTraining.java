package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Fits a router: chooses the heads of both regimes and tests them, all on the fitting queries.
 *
 * <p>Kinds that were seen: a neighbourhood without its own prompt is an honest forecast. Kinds never seen: one without its
 * own group is. In both regimes what chooses a head does not test it: parts of the fitting queries take turns, on each a head
 * is tried that was best on the others. For kinds never seen the parts are cells, none of the others was forecast by the part
 * that is tried on, and the mix to beat was best on the others too. So no forecast has seen its own group, neither head nor
 * mix has seen an outcome they are tried on, and the best of a dozen heads gets no credit for luck. The gains of all turns
 * together are then tested by a bootstrap over groups. (Kinds that were seen have thousands of draws, and one part more or
 * less among a query's neighbours or in the mix makes no difference there.)
 */
final class RouterTraining {
    private static final double CONFIDENCE = 0.90;
    private static final int RESAMPLES = 500;

    /** Groups below which nothing can be said about unseen ones. */
    private static final int FEWEST_GROUPS = 5;

    /** Cells below which none is left to choose on: one is tried on, another is forecast by a third. */
    private static final int FEWEST_CELLS = 3;

    private final int[] chosen; // the fitting queries, in the pool
    private final Outcomes outcomes; // of the pool
    private final Costs costs;
    private final double[][] cost; // measured, of the pool [queries][arms]
    private final int[] prompt; // of the pool
    private final int[] group; // of the pool
    private final HeadTrial trial;
    private final Seeds seeds;

    /**
     * A training.
     *
     * @param cost measured, of all queries [all queries][arms]
     * @param chosen the fitting queries
     */
    RouterTraining(ArmedQueries all, Outcomes outcomes, Costs costs, double[][] cost, int[] chosen, Seeds seeds) {
        this.chosen = chosen;
        this.outcomes = outcomes;
        this.costs = costs;
        this.cost = cost;
        this.prompt = SplitKind.SHUFFLED.numbers(all.queries());
        this.group = SplitKind.GROUPS.numbers(all.queries());
        this.trial = new HeadTrial(all.queries(), outcomes, costs, cost, seeds);
        this.seeds = seeds;
    }

    /**
     * Fits.
     *
     * @param around the queries of the pool
     * @param cells of the pool
     * @param without the fold that the fitting queries leave out, or {@link Cells#NO_FOLD}
     */
    Router fit(Surroundings around, Cells cells, int without) {
        Outcomes fitted = outcomes.subset(chosen);
        FixedMix mix = mix(chosen);
        Neighbourhood[] together = around.all(chosen, cells.outside(without));
        Neighbourhood[] apart = around.otherGroups(chosen, cells.outside(without));
        Regime known = known(together, fitted.means(), mix);
        Regime unseen = unseen(around, cells, without, known.head());
        return new Router(costs, fitted, mix, known, unseen, familiar(nearest(together), nearest(apart)));
    }

    private static double[] nearest(Neighbourhood[] around) {
        return Arrays.stream(around).mapToDouble(Neighbourhood::nearest).toArray();
    }

    private Regime known(Neighbourhood[] together, double[] means, FixedMix mix) {
        int parts = FEWEST_CELLS + 1;
        List<HeldOut> held = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            int part = p;
            int[] places = IntStream.range(0, chosen.length)
                    .filter(k -> Long.remainderUnsigned(seeds.child("part").bits(prompt[chosen[k]]), parts) == part)
                    .toArray();
            held.add(new HeldOut(
                    Arrays.stream(places).map(k -> chosen[k]).toArray(),
                    Arrays.stream(places).mapToObj(k -> together[k]).toArray(Neighbourhood[]::new),
                    means,
                    mix));
        }
        List<Turn> turns = held.stream()
                .map(part -> new Turn(part, held.stream().filter(h -> h != part).toList()))
                .toList();
        return regime(trial.best(held, prompt), turns, prompt, seeds.child("known"));
    }

    private Regime unseen(Surroundings around, Cells cells, int without, ArmHead fallback) {
        long groups = Arrays.stream(chosen)
                .map(i -> group[i])
                .distinct()
                .limit(FEWEST_GROUPS)
                .count();
        if (groups < FEWEST_GROUPS || cells.numbers(without).length < FEWEST_CELLS) {
            return new Regime(fallback, Interval.UNDEFINED);
        }
        List<Turn> turns = turns(around, cells, without);
        ArmHead head = trial.best(turns.stream().map(Turn::tried).toList(), group);
        return regime(head, turns, group, seeds.child("unseen"));
    }

    /** Every cell in turn is tried on, for kinds never seen. */
    List<Turn> turns(Surroundings around, Cells cells, int without) {
        IntPredicate fitting = cells.outside(without);
        List<Turn> turns = new ArrayList<>();
        for (int tried : cells.numbers(without)) {
            IntPredicate rest = fitting.and(cell -> cell != tried);
            turns.add(new Turn(
                    heldOut(around, cells, tried, fitting),
                    Arrays.stream(cells.numbers(without))
                            .filter(rest)
                            .mapToObj(cell -> heldOut(around, cells, cell, rest))
                            .toList()));
        }
        return turns;
    }

    /**
     * Every cell in turn, each of its queries known by the others: nothing about a query, nor about its cell, is in what it is known
     * by, so that a rule may learn from both.
     *
     * @param ownGroup whether queries of its own group are among them
     */
    List<HeldOut> parts(Surroundings around, Cells cells, int without, boolean ownGroup) {
        IntPredicate fitting = cells.outside(without);
        return Arrays.stream(cells.numbers(without))
                .mapToObj(cell -> heldOut(around, cells, cell, fitting.and(other -> other != cell), ownGroup))
                .toList();
    }

    /** The queries of a cell, each known by the other groups of some cells; means and mix by the other cells among these. */
    private HeldOut heldOut(Surroundings around, Cells cells, int held, IntPredicate from) {
        return heldOut(around, cells, held, from, false);
    }

    private HeldOut heldOut(Surroundings around, Cells cells, int held, IntPredicate from, boolean ownGroup) {
        int[] queries = Arrays.stream(chosen).filter(i -> cells.of()[i] == held).toArray();
        int[] others = Arrays.stream(chosen)
                .filter(i -> cells.of()[i] != held && from.test(cells.of()[i]))
                .toArray();
        return new HeldOut(
                queries,
                ownGroup ? around.all(queries, from) : around.otherGroups(queries, from),
                outcomes.subset(others).means(),
                mix(others));
    }

    /**
     * A head is tried on one part and chosen on others.
     *
     * @param tried each query known by other groups, or other prompts
     * @param choice the others; for kinds never seen known by nothing that is in {@code tried}
     */
    record Turn(HeldOut tried, List<HeldOut> choice) {}

    private Regime regime(ArmHead head, List<Turn> turns, int[] labels, Seeds own) {
        int[] queries = turns.stream()
                .flatMapToInt(turn -> Arrays.stream(turn.tried().queries()))
                .toArray();
        double[] gains = turns.stream()
                .flatMapToDouble(turn -> Arrays.stream(trial.gains(turn.tried(), trial.best(turn.choice(), labels))))
                .toArray();
        return new Regime(
                head,
                Bootstrap.grouped(
                        own,
                        Arrays.stream(queries).map(i -> labels[i]).toArray(),
                        RESAMPLES,
                        drawn -> Arrays.stream(drawn)
                                .mapToDouble(i -> gains[i])
                                .average()
                                .orElse(Double.NaN),
                        CONFIDENCE));
    }

    /** The best mix of arms on some queries. */
    private FixedMix mix(int[] some) {
        return new FixedMix(columnMeans(outcomes.rows(), some), columnMeans(cost, some));
    }

    private List<Double> columnMeans(double[][] table, int[] some) {
        return IntStream.range(0, outcomes.arms())
                .mapToObj(a -> Arrays.stream(some)
                        .mapToDouble(i -> table[i][a])
                        .average()
                        .orElse(Double.NaN))
                .toList();
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
}
