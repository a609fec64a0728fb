package dev.hone.budget.evaluation;

import java.util.List;

/**
 * One policy of an evaluation, query by query: all that its rows were computed from.
 *
 * @param capped whether the policy stops by itself before a cap, so that its ratio is its mean draws divided by the cap
 * @param replicates curves whose ratios and qualities are averaged, one a way of folding; all of the same queries
 * @param uniform what its ratios compare with
 */
public record PolicyTrace(Policy policy, boolean capped, List<PlanCurve> replicates, PlanCurve uniform) {
    public PolicyTrace {
        replicates = List.copyOf(replicates);
    }

    /** The same for some of the queries, by their places in the curves. */
    PolicyTrace among(int[] places) {
        return new PolicyTrace(
                policy,
                capped,
                replicates.stream().map(curve -> curve.among(places)).toList(),
                uniform.among(places));
    }
}
