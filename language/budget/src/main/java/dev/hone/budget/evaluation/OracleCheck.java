package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Gains;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an allocator could save that knew every success rate: greedy on the rates that the first half of each query's samples
 * shows, scored on the second half. Beside it the Beta-binomial head on that same second half, since a ratio from half of
 * the samples may only be compared with one from the same half.
 *
 * @param budgets that half of the samples can score
 * @param uniform on the second half
 * @param oracle on the second half
 * @param head the Beta-binomial plans on the second half, one per round
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
            double[] rates = Arrays.stream(reported)
                    .mapToDouble(queries::meanOfFirstHalf)
                    .toArray();
            Plans.greedy(oracle, report.places(reported), Gains.bernoulli(rates, half), floor);
        }
        return new OracleCheck(scorable, uniform, oracle, curves.betaBinomial(second, last, floor));
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
