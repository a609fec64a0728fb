package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Gains;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an allocator could save that knew what every sample gains: greedy on what the first half of each query's samples
 * shows, scored on the second half. Beside it the predictor's head on that same second half, since a ratio from half of
 * the samples may only be compared with one from the same half.
 *
 * @param budgets that half of the samples can score
 * @param uniform on the second half
 * @param oracle on the second half
 * @param head the head's plans on the second half, one per round
 */
record OracleCheck(List<Integer> budgets, PlanCurve uniform, PlanCurve oracle, List<PlanCurve> head) {
    static OracleCheck of(
            GradedQueries queries,
            ReportSet report,
            PolicyCurves curves,
            List<Round> rounds,
            List<Integer> budgets,
            int floor,
            int cap) {
        int half = Math.min(cap, report.samples() / 2);
        List<Integer> scorable = budgets.stream().filter(b -> b <= half).toList();
        if (scorable.isEmpty()) {
            return new OracleCheck(scorable, curves.uniform(), curves.uniform(), List.of());
        }
        int last = Math.min(half, curves.uniform().last());
        Curves second = report.curvesOfSecondHalf(half);
        int[] everyone = report.places(report.members());
        PlanCurve uniform = new PlanCurve(second, floor, last);
        Plans.uniform(uniform, everyone);
        PlanCurve oracle = new PlanCurve(second, floor, last);
        for (Fold fold : rounds.getFirst().folds()) {
            int[] reported = report.among(fold.report());
            Plans.greedy(oracle, report.places(reported), gains(queries, reported, half), floor);
        }
        return new OracleCheck(scorable, uniform, oracle, curves.planner(second, last, floor));
    }

    /** What each sample gains, as the first half shows it: the law of 0/1 rewards is known but for its rate. */
    private static Gains gains(GradedQueries queries, int[] reported, int half) {
        if (queries.isBinary()) {
            return Gains.bernoulli(
                    Arrays.stream(reported)
                            .mapToDouble(queries::meanOfFirstHalf)
                            .toArray(),
                    half);
        }
        return Gains.ofCurves(Arrays.stream(reported)
                .mapToObj(i -> queries.curveOfFirstHalf(i, half))
                .toArray(double[][]::new));
    }

    /** Ratios of head and oracle at every budget that can be scored. */
    List<BudgetEvaluation.BesideOracle> besideOracle(Measures measures) {
        double[] headRatios = measures.ratios(head, uniform);
        double[] oracleRatios = measures.ratios(List.of(oracle), uniform);
        return IntStream.range(0, budgets.size())
                .mapToObj(i -> new BudgetEvaluation.BesideOracle(budgets.get(i), headRatios[i], oracleRatios[i]))
                .toList();
    }
}
