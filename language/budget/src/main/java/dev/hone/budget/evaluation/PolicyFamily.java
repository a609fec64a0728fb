package dev.hone.budget.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Policies that an {@link Evaluator} compares beside those that plan by the query alone. Each family learns on a fold's
 * fitting queries, decides on its choosing queries, and is scored on its report queries, like everything else there.
 */
public interface PolicyFamily {
    /**
     * What a family's trial brought.
     *
     * @param rows of its policies at the trial's budgets
     * @param curves to draw in the report, by policy
     * @param findings in sentences for the user
     */
    record Result(List<Row> rows, SequencedMap<Policy, List<PlanCurve>> curves, List<String> findings) {
        /** Where a family has nothing to say. */
        public static final Result NOTHING = new Result(List.of(), new LinkedHashMap<>(), List.of());

        public Result {
            rows = List.copyOf(rows);
            findings = List.copyOf(findings);
        }
    }

    /** Tries the policies; the same trial always brings the same result. */
    Result on(Trial trial);
}
