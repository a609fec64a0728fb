package dev.hone.budget.arms;

import dev.hone.budget.evaluation.Fold;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Cross-fits routers on a pool of several arms, twice: with queries held out at random and with whole groups held out. The
 * two tell different stories, and which one traffic will resemble only its owner knows.
 *
 * <p>Every query is planned for beside the others of its fold, by what was learnt without it. A plan is made with predicted
 * costs and scored with measured ones; policies are then compared at equal measured cost, each read off its own curve.
 */
public final class ArmEvaluator {
    private final ArmedQueries queries;
    private final Costs costs;
    private final double[][] cost; // measured [queries][arms]
    private final Outcomes outcomes;
    private final String features;
    private final float[][] vectors; // [queries][dimension]
    private final float[][] likeness; // [queries][queries]
    private final ArmSettings settings;
    private final Seeds seeds;
    private final Listener listener;

    /**
     * An evaluator of one pool; compares every query with every other, which takes memory of four bytes a pair.
     *
     * @throws dev.hone.core.HoneException if answers are counted by their length and one has none
     */
    public ArmEvaluator(
            ArmedQueries queries,
            Costs costs,
            Features features,
            ArmSettings settings,
            Seeds seeds,
            Listener listener) {
        this.queries = queries;
        this.costs = costs;
        this.cost = costs.measured(queries);
        this.outcomes = Outcomes.of(queries, costs.countsTokens());
        this.features = features.name();
        this.vectors = QueryVectors.of(features, queries.queries());
        this.likeness = Similarity.of(vectors, vectors);
        this.settings = settings;
        this.seeds = seeds;
        this.listener = listener;
    }

    /** Evaluates by every kind of split that the queries allow. */
    public ArmEvaluation evaluate() {
        List<ArmRow> rows = new ArrayList<>();
        List<ArmEvaluation.Tests> tests = new ArrayList<>();
        for (SplitKind split : SplitKind.values()) {
            if (split.divides(queries.queries())) {
                List<Router> routers = new ArrayList<>();
                rows.addAll(rows(split, routers));
                tests.add(ArmEvaluation.Tests.of(split, routers));
            }
        }
        return new ArmEvaluation(queries.arms(), costs.unit(), queries.size(), queries.leftOut(), rows, tests);
    }

    /** A router fitted on all queries. */
    ArmRouter fit(Map<String, Double> heldOut, List<String> findings) {
        int[] all = IntStream.range(0, queries.size()).toArray();
        Router router = new RouterTraining(queries, outcomes, costs, cost, all, seeds.child("fit")).fit(likeness, all);
        return new ArmRouter(features, vectors, router, heldOut, findings, Map.of());
    }

    private List<ArmRow> rows(SplitKind split, List<Router> routers) {
        Map<ArmPolicy, ArmCurve> curves = new EnumMap<>(ArmPolicy.class);
        for (ArmPolicy policy : ArmPolicy.values()) {
            curves.put(policy, new ArmCurve(queries.size()));
        }
        Seeds own = seeds.child(split.text());
        listener.begin("route " + split.text(), 0, (long) settings.rounds() * settings.folds());
        AtomicLong done = new AtomicLong();
        for (int r = 0; r < settings.rounds(); r++) {
            Seeds round = own.child(r);
            List<Fold> folds = split.folds(queries.queries(), settings.folds(), round);
            routers.addAll(IntStream.range(0, folds.size())
                    .parallel()
                    .mapToObj(f -> {
                        Router router =
                                fold(folds.get(f), curves, round.child("train").child(f));
                        listener.advance(done.incrementAndGet());
                        return router;
                    })
                    .toList());
        }
        listener.end();
        return new ArmMeasures(split, queries.queries(), curves, settings, own.child("resample")).rows();
    }

    /** Learns from a fold's fitting and choosing queries and plans for its report queries. */
    private Router fold(Fold fold, Map<ArmPolicy, ArmCurve> curves, Seeds own) {
        int[] known = IntStream.concat(Arrays.stream(fold.fit()), Arrays.stream(fold.choose()))
                .sorted()
                .toArray();
        Router router = new RouterTraining(queries, outcomes, costs, cost, known, own).fit(likeness, known);
        new FoldPlans(queries, cost, router, known, fold.report(), likeness, own).fill(curves);
        return router;
    }
}
