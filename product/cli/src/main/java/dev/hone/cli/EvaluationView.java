package dev.hone.cli;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An evaluation as a table: a line a policy, a column a budget, in each cell what the policy needs of it. */
final class EvaluationView {
    private EvaluationView() {}

    static void show(BudgetEvaluation evaluation, Screen screen) {
        List<Integer> budgets =
                evaluation.rows().stream().map(Row::budget).distinct().sorted().toList();
        List<String> header = new ArrayList<>(List.of("compute to equal uniform best-of-B"));
        budgets.forEach(budget -> header.add("B = " + budget));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Policy policy : Policy.values()) {
            if (evaluation.rows(policy).isEmpty()) {
                continue;
            }
            List<Object> cells = new ArrayList<>(List.of(policy.text()));
            budgets.forEach(budget -> cells.add(evaluation
                    .row(policy, budget)
                    .map(row -> cell(row, measured(evaluation)))
                    .orElse("")));
            table.row(cells.toArray());
        }
        screen.table(table);
        screen.line("uniform: " + measured(evaluation)
                + " at B; the others: cost at which they reach it / B, below 1 saves [95 % interval].");
        screen.rows(evaluation.rows().stream().map(Row::toJson).toList());
    }

    /** What the table means, a sentence a line. */
    static void explain(BudgetEvaluation evaluation, Screen screen) {
        screen.line("");
        evaluation.findings().forEach(screen::line);
    }

    /** What the quality of an answer is. */
    private static String measured(BudgetEvaluation evaluation) {
        return evaluation.protocol().binary() ? "success" : "reward";
    }

    private static String cell(Row row, String measured) {
        return row.policy() == Policy.UNIFORM
                ? String.format(Locale.ROOT, "%s %.3f", measured, row.quality().estimate())
                : interval(row.ratio());
    }

    private static String interval(Interval ratio) {
        if (!Double.isFinite(ratio.estimate())) {
            return "never";
        }
        return Optional.of(ratio)
                .filter(r -> Double.isFinite(r.low()) && Double.isFinite(r.high()))
                .map(r -> String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", r.estimate(), r.low(), r.high()))
                .orElseGet(() -> String.format(Locale.ROOT, "%.2f", ratio.estimate()));
    }
}
