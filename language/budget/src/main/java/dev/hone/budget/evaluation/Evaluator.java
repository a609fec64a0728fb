package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one evaluator: the demo, {@code fit} and {@code evaluate} all report what this finds.
 *
 * <p>Every report query is planned for by a predictor that never saw it, beside the other report queries of its fold and of
 * no other: folds have different means, and a plan over all of them would shift samples by that accident. A plan is scored
 * by unbiased estimates of best-of-b from the query's own samples, which no policy sees; only the oracle sees some, and is
 * scored on the rest. A policy's <em>ratio</em> at B is the cost at which its curve, straight between whole mean budgets,
 * reaches what uniform sampling reaches with B, divided by B.
 *
 * <p>Two controls must come out as they should or nothing else here is worth reading: heads fitted to shuffled labels near
 * 1, and right predictions given to the wrong queries above 1, wherever the predictions differ at all.
 */
public final class Evaluator {
    /** Above this many numbers a curve is followed only as far as three times the largest budget. */
    private static final int LARGE = 200_000;

    private final GradedQueries queries;
    private final float[][] features;
    private final EvaluationSettings settings;
    private final List<PolicyFamily> families;
    private final int floor;
    private final Seeds seeds;
    private final Listener listener;

    /**
     * An evaluator of one pool.
     *
     * @param features of all queries [queries][dimension]; not looked at where no head can be fitted
     * @param families policies beside those that plan by the query alone
     */
    public Evaluator(
            GradedQueries queries,
            float[][] features,
            EvaluationSettings settings,
            List<PolicyFamily> families,
            Seeds seeds,
            Listener listener) {
        this.queries = queries;
        this.features = features;
        this.settings = settings;
        this.families = List.copyOf(families);
        // no answer has no value to compare with a judge's scores
        this.floor = queries.isBinary() ? settings.floor() : 1;
        this.seeds = seeds;
        this.listener = listener;
    }

    /**
     * Fits anew in every fold, so that all queries are reported.
     *
     * @param folds at least 2
     * @param rounds ways of folding, whose results are averaged
     */
    public BudgetEvaluation crossFit(int folds, int rounds) {
        List<List<Fold>> ways = ways(folds, rounds);
        if (!Trained.isPossible(queries)) {
            return uniformOnly(ways);
        }
        return evaluate(trained(ways, folds));
    }

    private List<List<Fold>> ways(int folds, int rounds) {
        if (folds < 2 || folds > queries.size() || rounds < 1) {
            throw new HoneException(
                    queries.size() + " queries can't be folded " + folds + " times in " + rounds + " ways.",
                    "give --folds between 2 and the number of queries, and --fold-seeds of at least 1");
        }
        return IntStream.range(0, rounds)
                .mapToObj(r -> Fold.cross(
                        queries.queries(), folds, seeds.child("round").child(r)))
                .toList();
    }

    /** The families alone on all queries, with heads that are fitted anew in every fold. */
    public BudgetEvaluation familiesCrossFit(int folds, int rounds) {
        return familiesOnly(trained(ways(folds, rounds), folds));
    }

    private List<Round> trained(List<List<Fold>> ways, int folds) {
        int rounds = ways.size();
        listener.begin("fit", 0, (long) folds * rounds);
        AtomicLong done = new AtomicLong();
        List<Trained> trained = IntStream.range(0, folds * rounds)
                .parallel()
                .mapToObj(k -> {
                    Seeds own = seeds.child("train").child(k);
                    Fold fold = ways.get(k / folds).get(k % folds);
                    Trained one = Trained.on(queries, features, fold, settings.head(), own);
                    listener.advance(done.incrementAndGet());
                    return one;
                })
                .toList();
        listener.end();
        return IntStream.range(0, rounds)
                .mapToObj(r -> new Round(ways.get(r), trained.subList(r * folds, (r + 1) * folds)))
                .toList();
    }

    /** Reports a predictor on queries that it was neither fitted on nor chosen by. */
    public BudgetEvaluation split(Fold fold, Trained trained) {
        return evaluate(List.of(new Round(List.of(fold), List.of(trained))));
    }

    /**
     * Where no head can be fitted: uniform sampling, which is also the plan, beside the families.
     *
     * @param ways of folding
     */
    public BudgetEvaluation uniformOnly(List<List<Fold>> ways) {
        ReportSet report = new ReportSet(queries, reported(ways.getFirst()));
        List<Integer> budgets = affordable(report.samples());
        PlanCurve uniform = new PlanCurve(report.curves(report.samples()), 1, report.samples());
        Plans.uniform(uniform, report.places(report.members()));
        Measures measures = measures(report, budgets);
        List<Row> rows = new ArrayList<>(measures.uniform(uniform));
        rows.addAll(measures.policy(Policy.PLAN, List.of(uniform), uniform));
        SequencedMap<Policy, List<BudgetEvaluation.Point>> points = new LinkedHashMap<>();
        points.put(Policy.UNIFORM, measures(report, every(budgets)).points(List.of(uniform)));
        var gains = Breakdown.gains(queries, report.members(), budgets, report.samples() / 2);
        return withoutHeads(report, ways, List.of(), measures, rows, points, gains, Findings::uniformOnly);
    }

    /**
     * Reports the families alone, where quality is not that of the best reward and no other policy can be compared.
     *
     * @param reported queries to report
     */
    public BudgetEvaluation familiesOnly(int[] reported) {
        List<List<Fold>> ways = List.of(List.of(new Fold(new int[0], new int[0], reported)));
        return familiesOnly(reported, ways, List.of());
    }

    /** The same where heads were fitted that families may plan by. */
    public BudgetEvaluation familiesOnly(List<Round> rounds) {
        return familiesOnly(
                reported(rounds.getFirst().folds()),
                rounds.stream().map(Round::folds).toList(),
                rounds.stream().map(Round::trained).toList());
    }

    private BudgetEvaluation familiesOnly(int[] reported, List<List<Fold>> ways, List<List<Trained>> trained) {
        ReportSet report = new ReportSet(queries, reported);
        Measures measures = measures(report, affordable(report.samples()));
        return withoutHeads(
                report, ways, trained, measures, new ArrayList<>(), new LinkedHashMap<>(), List.of(), Findings::scored);
    }

    /**
     * The families beside what there is already, where no head plans.
     *
     * @param trained by way and fold, for families that plan by heads; may be empty
     * @param measures that the rows were made by
     * @param rows and {@code points}: get those of the families too
     * @param sentences that say what was done
     */
    private BudgetEvaluation withoutHeads(
            ReportSet report,
            List<List<Fold>> ways,
            List<List<Trained>> trained,
            Measures measures,
            List<Row> rows,
            SequencedMap<Policy, List<BudgetEvaluation.Point>> points,
            List<BudgetEvaluation.GainSpread> gains,
            Function<BudgetEvaluation.Protocol, List<String>> sentences) {
        List<Integer> budgets = affordable(report.samples());
        Trial trial = new Trial(
                queries,
                features,
                report,
                ways,
                trained,
                Map.of(),
                settings.head(),
                measures,
                report.curves(report.samples()),
                budgets,
                1,
                report.samples(),
                seeds.child("families"));
        List<String> findings = tryFamilies(trial, measures(report, every(budgets)), rows, points);
        var protocol = new BudgetEvaluation.Protocol(
                report.size(),
                report.samples(),
                unscorable(budgets),
                report.leftOut(),
                ways.getFirst().size(),
                ways.size(),
                0,
                0,
                queries.isBinary(),
                1);
        return new BudgetEvaluation(
                protocol,
                rows,
                List.of(),
                points,
                List.of(),
                List.of(),
                Optional.empty(),
                new LinkedHashMap<>(),
                gains,
                trace(report, budgets, measures),
                Stream.concat(sentences.apply(protocol).stream(), findings.stream())
                        .toList());
    }

    private BudgetEvaluation evaluate(List<Round> rounds) {
        ReportSet report = new ReportSet(queries, reported(rounds.getFirst().folds()));
        int cap = rounds.stream()
                .flatMap(round -> round.trained().stream())
                .mapToInt(trained -> trained.stream().cap())
                .reduce(report.samples(), Math::min);
        List<Integer> budgets = affordable(cap);
        int last = (long) report.size() * cap <= LARGE ? cap : Math.min(cap, 3 * budgets.getLast());
        Curves scored = report.curves(cap);
        PolicyCurves curves =
                new PolicyCurves(queries, features, report, scored, settings.withFloor(floor), last, rounds);
        List<PlanCurve> shuffled = curves.shuffled(seeds.child("shuffled"), listener);
        List<PlanCurve> permuted = curves.permuted(seeds.child("permuted"));

        Measures measures = measures(report, budgets);
        PlanCurve uniform = curves.uniform();
        List<Row> rows = new ArrayList<>(measures.uniform(uniform));
        Policy planner = Policy.of(rounds.getFirst().kind());
        rows.addAll(measures.policy(planner, curves.planner(), uniform));
        rows.addAll(measures.policy(
                Policy.of(rounds.getFirst()
                        .trained()
                        .getFirst()
                        .published()
                        .head()
                        .kind()),
                curves.published(),
                uniform));
        rows.addAll(measures.policy(Policy.STREAM, curves.stream(), uniform));
        if (queries.isBinary()) {
            rows.addAll(measures.capped(Policy.EARLY_STOP, List.of(curves.earlyStop())));
        }
        OracleCheck oracle = OracleCheck.of(queries, report, curves, rounds, budgets, floor, cap);
        if (!oracle.budgets().isEmpty()) {
            rows.addAll(measures(report, oracle.budgets())
                    .policy(Policy.ORACLE, List.of(oracle.oracle()), oracle.uniform()));
        }
        rows.addAll(measures.policy(Policy.PLAN, curves.plan(), uniform));
        if (settings.shuffles() > 0) {
            rows.addAll(measures.policy(Policy.SHUFFLED, shuffled, uniform));
            rows.addAll(measures.policy(Policy.PERMUTED, permuted, uniform));
        }
        Measures fine = measures(report, every(budgets));
        SequencedMap<Policy, List<BudgetEvaluation.Point>> points = new LinkedHashMap<>();
        points.put(Policy.UNIFORM, fine.points(List.of(uniform)));
        points.put(planner, fine.points(curves.planner()));
        points.put(Policy.STREAM, fine.points(curves.stream()));
        if (queries.isBinary()) {
            points.put(Policy.EARLY_STOP, fine.points(List.of(curves.earlyStop())));
        }
        if (!oracle.budgets().isEmpty()) {
            points.put(Policy.ORACLE, measures(report, every(oracle.budgets())).points(List.of(oracle.oracle())));
        }
        Trial trial = new Trial(
                queries,
                features,
                report,
                rounds.stream().map(Round::folds).toList(),
                rounds.stream().map(Round::trained).toList(),
                Map.of(planner, curves.planner(), Policy.STREAM, curves.stream(), Policy.PLAN, curves.plan()),
                settings.head(),
                measures,
                scored,
                budgets,
                floor,
                last,
                seeds.child("families"));
        List<String> findings = tryFamilies(trial, fine, rows, points);
        Breakdown breakdown = new Breakdown(queries, features, report, rounds);
        Round first = rounds.getFirst();
        var protocol = new BudgetEvaluation.Protocol(
                report.size(),
                report.samples(),
                unscorable(budgets),
                report.leftOut(),
                first.folds().size(),
                rounds.size(),
                first.folds().getFirst().fit().length + first.folds().getFirst().choose().length,
                (int) rounds.stream()
                        .flatMap(round -> round.trained().stream())
                        .filter(trained -> trained.planner().isConstant())
                        .count(),
                queries.isBinary(),
                floor);
        int middle = budgets.contains(8) ? 8 : budgets.get(budgets.size() / 2);
        BudgetEvaluation evaluation = new BudgetEvaluation(
                protocol,
                rows,
                oracle.budgets().isEmpty() ? List.of() : oracle.besideOracle(measures(report, oracle.budgets())),
                points,
                breakdown.shares(curves, oracle, middle),
                breakdown.calibration(),
                Optional.of(breakdown.intrinsic()),
                breakdown.guard(budgets, floor),
                Breakdown.gains(queries, report.members(), budgets, report.samples() / 2),
                trace(report, budgets, measures),
                List.of());
        double[] withFloor = floor == 1 ? new double[0] : measures.ratios(curves.planner(scored, last, 1), uniform);
        List<String> all = new ArrayList<>(new Findings(evaluation, budgets, withFloor).all());
        all.addAll(findings);
        return evaluation.withFindings(all);
    }

    /** Adds the families' rows and points, and returns their findings. */
    private List<String> tryFamilies(
            Trial trial, Measures fine, List<Row> rows, SequencedMap<Policy, List<BudgetEvaluation.Point>> points) {
        List<String> findings = new ArrayList<>();
        for (PolicyFamily family : families) {
            PolicyFamily.Result result = family.on(trial);
            rows.addAll(result.rows());
            result.curves().forEach((policy, replicates) -> points.put(policy, fine.points(replicates)));
            findings.addAll(result.findings());
        }
        return findings;
    }

    private static int[] reported(List<Fold> folds) {
        return folds.stream().flatMapToInt(fold -> Arrays.stream(fold.report())).toArray();
    }

    private EvaluationTrace trace(ReportSet report, List<Integer> budgets, Measures measures) {
        int[] members = report.members();
        int[] clusters = report.clusters();
        return new EvaluationTrace(
                IntStream.range(0, members.length)
                        .mapToObj(place -> new EvaluationTrace.Reported(
                                queries.query(members[place]).id(),
                                clusters[place],
                                Arrays.hashCode(queries.rewards(members[place]))))
                        .toList(),
                budgets,
                measures.traced().stream()
                        .filter(t -> t.policy() != Policy.SHUFFLED && t.policy() != Policy.PERMUTED)
                        .toList());
    }

    private Measures measures(ReportSet report, List<Integer> budgets) {
        return new Measures(
                budgets,
                new Resamples(report.clusters(), settings.resamples(), seeds.child("resample")),
                report.size());
    }

    private List<Integer> affordable(int cap) {
        List<Integer> budgets =
                settings.budgets().stream().filter(b -> b <= cap).toList();
        if (budgets.isEmpty()) {
            throw new HoneException(
                    "Most queries have " + cap + " graded samples; the smallest budget to evaluate is "
                            + settings.budgets().getFirst() + ".",
                    "draw more: hone budget sample QUERIES --model MODEL --reward REWARD --n 64 --out POOL");
        }
        return budgets;
    }

    private List<Integer> unscorable(List<Integer> budgets) {
        return settings.budgets().stream().filter(b -> !budgets.contains(b)).toList();
    }

    private static List<Integer> every(List<Integer> budgets) {
        return IntStream.rangeClosed(1, budgets.getLast()).boxed().toList();
    }

    /** The head's gains for some queries. */
    static Gains gains(DifficultyHead head, float[][] features, int[] chosen, int cap) {
        return head.gains(Arrays.stream(chosen).mapToObj(i -> features[i]).toArray(float[][]::new), cap);
    }
}
