package dev.hone.budget.evaluation;

import dev.hone.budget.head.HeadSettings;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.List;
import java.util.Map;

/**
 * What a {@link PolicyFamily} is tried on: the queries and their folds, the budgets, empty curves to fill, and the measures
 * that turn curves into rows with the same resamples as every other row of the evaluation.
 */
public final class Trial {
    private final GradedQueries queries;
    private final float[][] features;
    private final ReportSet report;
    private final List<List<Fold>> ways;
    private final List<List<Trained>> trained;
    private final Map<Policy, List<PlanCurve>> planned;
    private final HeadSettings head;
    private final Measures measures;
    private final Curves curves;
    private final List<Integer> budgets;
    private final int floor;
    private final int last;
    private final Seeds seeds;

    /**
     * @param features of all queries [queries][dimension]; of length 0 where rewards are real-valued
     * @param trained by way and fold; empty where rewards are real-valued
     * @param planned curves of policies that plan by the query alone, one a way of folding
     * @param head how heads are trained
     * @param last largest mean budget that curves go to
     */
    Trial(
            GradedQueries queries,
            float[][] features,
            ReportSet report,
            List<List<Fold>> ways,
            List<List<Trained>> trained,
            Map<Policy, List<PlanCurve>> planned,
            HeadSettings head,
            Measures measures,
            Curves curves,
            List<Integer> budgets,
            int floor,
            int last,
            Seeds seeds) {
        this.queries = queries;
        this.features = features;
        this.report = report;
        this.ways = ways;
        this.trained = trained;
        this.planned = Map.copyOf(planned);
        this.head = head;
        this.measures = measures;
        this.curves = curves;
        this.budgets = budgets;
        this.floor = floor;
        this.last = last;
        this.seeds = seeds;
    }

    public GradedQueries queries() {
        return queries;
    }

    /** Features of all queries, [queries][dimension]; of length 0 where rewards are real-valued. */
    public float[][] features() {
        return features;
    }

    /** Ways of folding, each a list of folds; every report query is in the report of one fold of each way. */
    public List<List<Fold>> ways() {
        return ways;
    }

    /** Heads by way and fold, as {@link #ways}; empty where rewards are real-valued. */
    public List<List<Trained>> trained() {
        return trained;
    }

    /** How heads are trained. */
    public HeadSettings head() {
        return head;
    }

    /** Curves of a policy that plans by the query alone, one a way of folding; none where it wasn't tried. */
    public List<PlanCurve> of(Policy policy) {
        return planned.getOrDefault(policy, List.of());
    }

    /** Most samples that a plan may give a query. */
    public int cap() {
        return curves.cap();
    }

    /** Mean samples per query to report at, ascending. */
    public List<Integer> budgets() {
        return budgets;
    }

    /** Samples that every query gets: 0 or 1; the mean budget that curves begin with. */
    public int floor() {
        return floor;
    }

    /** The mean budget that curves end with. */
    public int last() {
        return last;
    }

    /** Graded samples that every reported query has at least. */
    public int samples() {
        return report.samples();
    }

    /** A root of random streams that is this evaluation's own. */
    public Seeds seeds() {
        return seeds;
    }

    /** The queries of a fold's report that are scored: those with enough samples. */
    public int[] reported(Fold fold) {
        return report.among(fold.report());
    }

    /** All queries that are scored, ascending. */
    public int[] reported() {
        return report.members();
    }

    /** Places in a curve of queries that are scored. */
    public int[] places(int[] scored) {
        return report.places(scored);
    }

    /** A curve from {@link #floor} to {@link #last} to be filled in. */
    public PlanCurve curve() {
        return new PlanCurve(curves, floor, last);
    }

    /** The same with steps between whole budgets, for a policy that looks at samples. */
    public PlanCurve fineCurve() {
        return PlanCurve.fine(curves, floor, last);
    }

    /** Uniform sampling, scored over all subsets of the samples. */
    public PlanCurve uniform() {
        PlanCurve uniform = curve();
        Plans.uniform(uniform, report.places(report.members()));
        return uniform;
    }

    /**
     * The rows of a policy.
     *
     * @param replicates what is averaged: one curve a way of folding
     * @param uniform what ratios compare with; where a policy looks at samples, uniform sampling on the same orders of them
     */
    public List<Row> rows(Policy policy, List<PlanCurve> replicates, PlanCurve uniform) {
        return measures.policy(policy, replicates, uniform);
    }

    /**
     * The rows of a policy that stops by itself before a cap: under the cap of each budget its own quality, and as ratio its mean
     * draws divided by the cap.
     */
    public List<Row> capped(Policy policy, PlanCurve curve) {
        return measures.capped(policy, List.of(curve));
    }

    /** The same, as the mean over ways of folding. */
    public List<Row> capped(Policy policy, List<PlanCurve> replicates) {
        return measures.capped(policy, replicates);
    }

    /**
     * Ratio of one policy less that of another, by budget, on shared resamples: below 0 the first needs less.
     *
     * @param one curve a way of folding
     * @param other likewise
     */
    public List<Interval> difference(List<PlanCurve> one, List<PlanCurve> other, PlanCurve uniform) {
        return measures.difference(one, other, uniform);
    }
}
