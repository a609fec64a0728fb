package dev.hone.budget.evaluation;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Two evaluations of the same samples, compared query by query: what makes a query hard for both cancels, and a difference
 * shows that two intervals side by side would hide. Whole clusters of queries are resampled, the same in both.
 *
 * @param queries that both report
 * @param rows of the policies that both have, at the budgets that both have
 */
public record EvaluationComparison(int queries, List<PairedRow> rows) {
    private static final int RESAMPLES = 2000;

    public EvaluationComparison {
        rows = List.copyOf(rows);
    }

    /**
     * Compares.
     *
     * @throws HoneException if no query is in both, or one that is has other samples, or no policy is in both at one budget
     */
    public static EvaluationComparison of(EvaluationTrace a, EvaluationTrace b, Seeds seeds) {
        if (a.byVotes() != b.byVotes()) {
            throw new HoneException(
                    "Only one of the two evaluations chose answers by --select; their qualities are different things.",
                    "repeat one of them with, or without, --select");
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < b.queries().size(); i++) {
            places.put(b.queries().get(i).id(), i);
        }
        int[] first = IntStream.range(0, a.queries().size())
                .filter(i -> places.containsKey(a.queries().get(i).id()))
                .toArray();
        int[] second = Arrays.stream(first)
                .map(i -> places.getOrDefault(a.queries().get(i).id(), -1))
                .toArray();
        requireSameSamples(a, first, b, second);
        List<Integer> budgets =
                a.budgets().stream().filter(b.budgets()::contains).toList();
        int[] clusters =
                Arrays.stream(first).map(i -> a.queries().get(i).cluster()).toArray();
        Measures measures = new Measures(budgets, new Resamples(clusters, RESAMPLES, seeds), first.length);
        List<PairedRow> rows = new ArrayList<>();
        for (PolicyTrace trace : a.policies()) {
            b.policy(trace.policy())
                    .filter(other -> other.capped() == trace.capped())
                    .ifPresent(other -> rows.addAll(measures.paired(trace.among(first), other.among(second))));
        }
        if (rows.isEmpty()) {
            throw new HoneException(
                    "The two evaluations have no policy at a budget in common: budgets " + a.budgets() + " and "
                            + b.budgets() + ".",
                    "evaluate both with the same --budgets");
        }
        return new EvaluationComparison(first.length, rows);
    }

    private static void requireSameSamples(EvaluationTrace a, int[] inA, EvaluationTrace b, int[] inB) {
        if (inA.length == 0) {
            throw new HoneException(
                    "The two evaluations report no query in common: the first " + some(a) + ", the second " + some(b)
                            + ".",
                    "they are of different pools; compare two evaluations of one pool, both with --folds");
        }
        for (int i = 0; i < inA.length; i++) {
            if (a.queries().get(inA[i]).rewards() != b.queries().get(inB[i]).rewards()) {
                throw new HoneException(
                        "The query '" + a.queries().get(inA[i]).id()
                                + "' has other rewards in the first evaluation than in the second.",
                        "they are of different pools, or of one pool graded twice; evaluate both on the same file");
            }
        }
    }

    private static String some(EvaluationTrace trace) {
        return "'" + trace.queries().getFirst().id() + "' and "
                + (trace.queries().size() - 1) + " more";
    }
}
