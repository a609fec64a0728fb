package dev.hone.budget.evaluation;

import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Turns curves into rows: quality and ratio at every budget, on the measured queries and on every resample of them. */
final class Measures {
    private static final double NOTHING = 1e-12;

    /** Quality and ratio by budget, on one set of weights. */
    private static final class Values {
        private final double[] quality;
        private final double[] ratio;

        Values(double[] quality, double[] ratio) {
            this.quality = quality;
            this.ratio = ratio;
        }
    }

    private final int[] budgets;
    private final Resamples resamples;
    private final Weights ones;
    private final List<PolicyTrace> traced = new ArrayList<>();

    Measures(List<Integer> budgets, Resamples resamples, int queries) {
        this.budgets = budgets.stream().mapToInt(Integer::intValue).toArray();
        this.resamples = resamples;
        ones = Weights.ones(queries);
    }

    /** What all rows so far were computed from, in order of the calls. */
    List<PolicyTrace> traced() {
        return List.copyOf(traced);
    }

    /** Uniform sampling: its ratio is 1 by definition. */
    List<Row> uniform(PlanCurve uniform) {
        traced.add(new PolicyTrace(Policy.UNIFORM, false, List.of(uniform), uniform));
        return rows(
                Policy.UNIFORM,
                weights -> new Values(
                        qualities(uniform, weights),
                        IntStream.range(0, budgets.length).mapToDouble(_ -> 1).toArray()));
    }

    /**
     * A policy, as the mean over its replicates: ways of folding, shuffles.
     *
     * @param uniform of the same queries, scored on the same samples
     */
    List<Row> policy(Policy policy, List<PlanCurve> replicates, PlanCurve uniform) {
        traced.add(new PolicyTrace(policy, false, replicates, uniform));
        return rows(policy, weights -> values(replicates, uniform, weights));
    }

    /** Only the ratios of a policy, by budget. */
    double[] ratios(List<PlanCurve> replicates, PlanCurve uniform) {
        return values(replicates, uniform, ones).ratio;
    }

    /**
     * Ratio of one policy less that of another, by budget, on the same resamples.
     *
     * @return NaN or infinite where one never reaches uniform's quality
     */
    List<Interval> difference(List<PlanCurve> one, List<PlanCurve> other, PlanCurve uniform) {
        double[] measured = difference(one, other, uniform, ones);
        List<double[]> drawn = resamples.drawn().parallelStream()
                .map(weights -> difference(one, other, uniform, weights))
                .toList();
        return IntStream.range(0, budgets.length)
                .mapToObj(at -> resamples.interval(
                        measured[at], drawn.stream().mapToDouble(d -> d[at]).toArray()))
                .toList();
    }

    private double[] difference(List<PlanCurve> one, List<PlanCurve> other, PlanCurve uniform, Weights weights) {
        double[] a = values(one, uniform, weights).ratio;
        double[] b = values(other, uniform, weights).ratio;
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    }

    /** A policy that stops by itself before a cap: its own quality at each cap, and its mean draws divided by the cap. */
    List<Row> capped(Policy policy, List<PlanCurve> replicates) {
        traced.add(new PolicyTrace(policy, true, replicates, replicates.getFirst()));
        return rows(policy, weights -> capped(replicates, weights));
    }

    private Values capped(List<PlanCurve> replicates, Weights weights) {
        double[] quality = new double[budgets.length];
        double[] ratio = new double[budgets.length];
        for (PlanCurve curve : replicates) {
            for (int i = 0; i < budgets.length; i++) {
                quality[i] += curve.quality(budgets[i], weights) / replicates.size();
                ratio[i] += curve.cost(budgets[i], weights) / budgets[i] / replicates.size();
            }
        }
        return new Values(quality, ratio);
    }

    /** One policy in two evaluations of the same queries, by budget, on shared resamples. */
    List<PairedRow> paired(PolicyTrace a, PolicyTrace b) {
        Values measuredA = values(a, ones);
        Values measuredB = values(b, ones);
        List<Values> drawn = resamples.drawn().parallelStream()
                .map(weights -> less(values(a, weights), values(b, weights)))
                .toList();
        Values measured = less(measuredA, measuredB);
        return IntStream.range(0, budgets.length)
                .mapToObj(at -> new PairedRow(
                        a.policy(),
                        budgets[at],
                        ones.size(),
                        measuredA.ratio[at],
                        measuredB.ratio[at],
                        resamples.interval(
                                measured.ratio[at],
                                drawn.stream().mapToDouble(v -> v.ratio[at]).toArray()),
                        measuredA.quality[at],
                        measuredB.quality[at],
                        resamples.interval(
                                measured.quality[at],
                                drawn.stream().mapToDouble(v -> v.quality[at]).toArray())))
                .toList();
    }

    private static Values less(Values a, Values b) {
        double[] quality = new double[a.quality.length];
        double[] ratio = new double[a.ratio.length];
        for (int i = 0; i < ratio.length; i++) {
            quality[i] = a.quality[i] - b.quality[i];
            // two that never reach the quality differ by nothing
            ratio[i] = a.ratio[i] == b.ratio[i] ? 0 : a.ratio[i] - b.ratio[i];
        }
        return new Values(quality, ratio);
    }

    /** Of a policy as it was traced; a ratio that does not exist because the quality is never reached is infinite. */
    private Values values(PolicyTrace trace, Weights weights) {
        if (trace.capped()) {
            return capped(trace.replicates(), weights);
        }
        Values values = values(trace.replicates(), trace.uniform(), weights);
        double[] ratio = Arrays.stream(values.ratio)
                .map(r -> Double.isNaN(r) ? Double.POSITIVE_INFINITY : r)
                .toArray();
        return new Values(values.quality, ratio);
    }

    /** The curve of a policy at every budget: mean cost, and mean quality with its interval. */
    List<BudgetEvaluation.Point> points(List<PlanCurve> replicates) {
        List<BudgetEvaluation.Point> points = new ArrayList<>();
        for (int budget : budgets) {
            double cost = replicates.stream()
                    .mapToDouble(c -> c.cost(budget, ones))
                    .average()
                    .orElse(Double.NaN);
            double[] drawn = resamples.drawn().stream()
                    .mapToDouble(w -> quality(replicates, budget, w))
                    .toArray();
            points.add(new BudgetEvaluation.Point(cost, resamples.interval(quality(replicates, budget, ones), drawn)));
        }
        return points;
    }

    private static double quality(List<PlanCurve> replicates, int budget, Weights weights) {
        double sum = 0;
        for (PlanCurve curve : replicates) {
            sum += curve.quality(budget, weights);
        }
        return sum / replicates.size();
    }

    private Values values(List<PlanCurve> replicates, PlanCurve uniform, Weights weights) {
        double[] targets = qualities(uniform, weights);
        double[] quality = new double[budgets.length];
        double[] ratio = new double[budgets.length];
        for (PlanCurve curve : replicates) {
            double[] costs = curve.costToReach(targets, weights);
            for (int i = 0; i < budgets.length; i++) {
                quality[i] += curve.quality(budgets[i], weights) / replicates.size();
                // where even the first samples bring nothing there is nothing to reach
                boolean nothing = targets[i] <= NOTHING;
                ratio[i] += nothing ? Double.NaN : costs[i] / budgets[i] / replicates.size();
            }
        }
        return new Values(quality, ratio);
    }

    private double[] qualities(PlanCurve curve, Weights weights) {
        double[] quality = new double[budgets.length];
        for (int i = 0; i < quality.length; i++) {
            quality[i] = curve.quality(budgets[i], weights);
        }
        return quality;
    }

    private List<Row> rows(Policy policy, Function<Weights, Values> statistic) {
        Values measured = statistic.apply(ones);
        List<Values> drawn = resamples.drawn().parallelStream().map(statistic).toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < budgets.length; i++) {
            int at = i;
            Interval quality = resamples.interval(
                    measured.quality[i],
                    drawn.stream().mapToDouble(v -> v.quality[at]).toArray());
            Interval ratio = resamples.interval(
                    measured.ratio[i],
                    drawn.stream().mapToDouble(v -> v.ratio[at]).toArray());
            rows.add(new Row(policy, budgets[i], quality, ratio));
        }
        return rows;
    }
}
