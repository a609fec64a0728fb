package dev.hone.budget.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * What an evaluation measured of each report query, for comparing it with another evaluation query by query. Controls and the
 * oracle are not in it.
 *
 * @param queries that are reported, in order of their places in the curves
 * @param budgets mean samples per query that were reported, ascending
 * @param policies in order of their rows
 */
public record EvaluationTrace(List<Reported> queries, List<Integer> budgets, List<PolicyTrace> policies) {
    /**
     * A query that is reported.
     *
     * @param cluster the number of its cluster: queries of one cluster are no independent evidence
     * @param rewards hash of the rewards of its samples, in their order
     */
    public record Reported(String id, int cluster, int rewards) {}

    public EvaluationTrace {
        queries = List.copyOf(queries);
        budgets = List.copyOf(budgets);
        policies = List.copyOf(policies);
    }

    /** A policy, if it was evaluated. */
    public Optional<PolicyTrace> policy(Policy wanted) {
        return policies.stream().filter(trace -> trace.policy() == wanted).findFirst();
    }

    /** Whether answers were chosen by votes, so that quality is that of the chosen sample and not that of the best. */
    boolean byVotes() {
        return policy(Policy.VOTE).isPresent();
    }
}
