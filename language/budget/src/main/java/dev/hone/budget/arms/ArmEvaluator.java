package dev.hone.budget.arms;

import dev.hone.budget.evaluation.Fold;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final int[] prompt; // equal for equal prompts
    private final int[] group;
    private final Optional<Probes> probes; // of the cheapest arm, where its answers' texts are known
    private final ArmSettings settings;
    private final Seeds seeds;
    private final Listener listener;

    /**
     * An evaluator of one pool; it will compare every query with every other.
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
        this.prompt = SplitKind.SHUFFLED.numbers(queries.queries());
        this.group = SplitKind.GROUPS.numbers(queries.queries());
        int cheapest = cheapest();
        this.probes = Probes.readable(queries, cheapest) ? Optional.of(Probes.of(queries, cheapest)) : Optional.empty();
        this.settings = settings;
        this.seeds = seeds;
        this.listener = listener;
    }

    private int cheapest() {
        return IntStream.range(0, queries.arms().size())
                .boxed()
                .min(Comparator.comparingDouble(
                        arm -> Arrays.stream(cost).mapToDouble(row -> row[arm]).sum()))
                .orElseThrow();
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
        Seeds own = seeds.child("fit");
        Cells cells = Cells.whole(queries.queries(), own.child("cells"));
        Surroundings around = Surroundings.of(vectors, outcomes, prompt, group, new int[][] {cells.of()})[0];
        Router router = new RouterTraining(queries, outcomes, costs, cost, all, own).fit(around, cells, Cells.NO_FOLD);
        return new ArmRouter(features, vectors, router, heldOut, findings, Map.of());
    }

    private List<ArmRow> rows(SplitKind split, List<Router> routers) {
        Map<ArmPolicy, ArmCurve> curves = new EnumMap<>(ArmPolicy.class);
        for (ArmPolicy policy : ArmPolicy.values()) {
            if (policy != ArmPolicy.CASCADE_TEXT || probes.isPresent()) {
                curves.put(policy, new ArmCurve(queries.size()));
            }
        }
        Seeds own = seeds.child(split.text());
        listener.begin("route " + split.text(), 0, (long) settings.rounds() * settings.folds());
        AtomicLong done = new AtomicLong();
        List<List<Fold>> rounds = IntStream.range(0, settings.rounds())
                .mapToObj(r -> split.folds(queries.queries(), settings.folds(), own.child(r)))
                .toList();
        List<Cells> cells = IntStream.range(0, settings.rounds())
                .mapToObj(r ->
                        Cells.of(queries.queries(), rounds.get(r), own.child(r).child("cells")))
                .toList();
        Surroundings[] around = Surroundings.of(
                vectors, outcomes, prompt, group, cells.stream().map(Cells::of).toArray(int[][]::new));
        for (int r = 0; r < around.length; r++) {
            List<Fold> folds = rounds.get(r);
            Surroundings here = around[r];
            Cells divided = cells.get(r);
            Seeds train = own.child(r).child("train");
            routers.addAll(IntStream.range(0, folds.size())
                    .parallel()
                    .mapToObj(f -> {
                        Router router = fold(folds.get(f), f, here, divided, curves, train.child(f));
                        listener.advance(done.incrementAndGet());
                        return router;
                    })
                    .toList());
        }
        listener.end();
        return new ArmMeasures(split, queries.queries(), curves, settings, own.child("resample")).rows();
    }

    /** Learns from a fold's fitting and choosing queries and plans for its report queries. */
    private Router fold(
            Fold fold, int number, Surroundings around, Cells cells, Map<ArmPolicy, ArmCurve> curves, Seeds own) {
        int[] known = IntStream.concat(Arrays.stream(fold.fit()), Arrays.stream(fold.choose()))
                .sorted()
                .toArray();
        RouterTraining training = new RouterTraining(queries, outcomes, costs, cost, known, own);
        Router router = training.fit(around, cells, number);
        new FoldPlans(
                        queries,
                        cost,
                        router,
                        known,
                        fold.report(),
                        around.all(fold.report(), cells.outside(number)),
                        own)
                .fill(curves);
        probes.ifPresent(seen -> ProbeCascade.fit(
                        queries,
                        cost,
                        router,
                        seen,
                        training.parts(around, cells, number, true),
                        training.parts(around, cells, number, false),
                        own.child("probes"))
                .fill(
                        Objects.requireNonNull(curves.get(ArmPolicy.CASCADE_TEXT)),
                        fold.report(),
                        around.all(fold.report(), cells.outside(number))));
        return router;
    }
}
