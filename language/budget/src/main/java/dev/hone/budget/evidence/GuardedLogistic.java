package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Guard;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A {@link LogisticRule} and where it may share a budget: where rules learnt without each fifth of the queries beat uniform
 * sampling on that fifth, at equal cost, by more than a standard error. What is judged at a budget is the mean gain at it and
 * at half and twice of it: one rule serves all budgets, and the gain at one alone is mostly luck in a hundred queries.
 *
 * @param rule learnt on all fitting and choosing queries
 * @param guard with a floor of one sample
 */
public record GuardedLogistic(LogisticRule rule, Guard guard) {
    private static final double MOST = 0.75;
    private static final double CONFIDENCE = 0.68;
    private static final int FOLDS = 5;
    private static final int FEWEST = 25; // clusters: five in each fold
    private static final int[] BUDGETS = {2, 4, 8, 16, 32, 64};

    /** Learns on a fold of a graded pool; nothing where texts are missing, rewards are not 0 and 1, or queries are few. */
    public static Optional<GuardedLogistic> on(GradedQueries queries, Fold fold, Seeds seeds) {
        if (!teaches(queries)) {
            return Optional.empty();
        }
        Orders orders = Orders.of(queries, Orders.COUNT, seeds.child("orders"));
        return on(queries, fold, SampleViews.of(queries), orders, Prefixes.of(queries, orders), seeds);
    }

    /** Whether a pool's samples can be looked at, and their rewards are successes or failures. */
    static boolean teaches(GradedQueries queries) {
        return queries.isBinary() && SampleViews.readable(queries);
    }

    static Optional<GuardedLogistic> on(
            GradedQueries queries, Fold fold, SampleViews views, Orders orders, Prefixes prefixes, Seeds seeds) {
        int[] members = IntStream.concat(Arrays.stream(fold.fit()), Arrays.stream(fold.choose()))
                .filter(i -> queries.samples(i) >= 2)
                .sorted()
                .toArray();
        if (members.length == 0
                || Arrays.stream(queries.clusters(members)).distinct().count() < FEWEST) {
            return Optional.empty();
        }
        LogisticRule rule = LogisticTraining.fit(queries, views, orders, members, seeds.child("rule"));
        return Optional.of(new GuardedLogistic(rule, guard(queries, members, views, orders, prefixes, seeds)));
    }

    private static Guard guard(
            GradedQueries queries, int[] members, SampleViews views, Orders orders, Prefixes prefixes, Seeds seeds) {
        int cap = queries.samplesOfMost(members, MOST);
        int[] judges = queries.withSamples(members, cap);
        int[] tried = Arrays.stream(BUDGETS).filter(b -> b < cap).toArray();
        double[][] gains = new double[tried.length][judges.length];
        List<Fold> folds = Fold.cross(queries.queries(), members, FOLDS, seeds.child("folds"));
        Replay replay = new Replay(prefixes);
        for (int f = 0; f < folds.size(); f++) {
            int[] rest = IntStream.concat(
                            Arrays.stream(folds.get(f).fit()),
                            Arrays.stream(folds.get(f).choose()))
                    .toArray();
            LogisticRule own = LogisticTraining.fit(
                    queries, views, orders, rest, seeds.child("held").child(f));
            if (own.isBlind()) {
                continue; // uniform, and no gain
            }
            int[] held = queries.withSamples(folds.get(f).report(), cap);
            Worth worth = worth(own, views, orders, held, cap);
            for (int b = 0; b < tried.length; b++) {
                double[] gain = replay.gains(held, cap, tried[b], worth);
                for (int i = 0; i < held.length; i++) {
                    gains[b][Arrays.binarySearch(judges, held[i])] = gain[i];
                }
            }
        }
        int[] clusters = queries.clusters(judges);
        List<Guard.Check> checks = new ArrayList<>();
        for (int b = 0; b < tried.length; b++) {
            int from = Math.max(0, b - 1);
            int to = Math.min(tried.length, b + 2);
            double[] near = IntStream.range(0, judges.length)
                    .mapToDouble(i -> IntStream.range(from, to)
                            .mapToDouble(n -> gains[n][i])
                            .average()
                            .orElse(0))
                    .toArray();
            checks.add(new Guard.Check(
                    1,
                    tried[b],
                    Bootstrap.grouped(
                            seeds.child("bootstrap"),
                            clusters,
                            Evaluation.RESAMPLES,
                            drawn -> Arrays.stream(drawn)
                                    .mapToDouble(i -> near[i])
                                    .average()
                                    .orElse(Double.NaN),
                            CONFIDENCE)));
        }
        return new Guard(checks);
    }

    /** The rule's view of orders that are replayed. */
    Worth worth(SampleViews views, Orders orders, int[] replayed, int cap) {
        return worth(rule, views, orders, replayed, cap);
    }

    private static Worth worth(LogisticRule rule, SampleViews views, Orders orders, int[] replayed, int cap) {
        float[][][] chances = new float[replayed.length][orders.count()][];
        IntStream.range(0, replayed.length).parallel().forEach(i -> {
            for (int k = 0; k < orders.count(); k++) {
                double[][] seen = views.walk(replayed[i], orders.of(replayed[i], k), cap);
                chances[i][k] = new float[cap];
                for (int b = 0; b < cap; b++) {
                    chances[i][k][b] = (float) rule.chance(b + 1, seen[b]);
                }
            }
        });
        int[] place = new int[Arrays.stream(replayed).max().orElse(0) + 1];
        for (int i = 0; i < replayed.length; i++) {
            place[replayed[i]] = i;
        }
        return (query, order, drawn) -> chances[place[query]][order][drawn - 1];
    }
}
