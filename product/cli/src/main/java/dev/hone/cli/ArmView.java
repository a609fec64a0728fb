package dev.hone.cli;

import dev.hone.budget.arms.ArmEvaluation;
import dev.hone.budget.arms.ArmPolicy;
import dev.hone.budget.arms.ArmRow;
import dev.hone.budget.arms.SplitKind;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation of arms as tables: one a split, a line a policy, a column a share. */
final class ArmView {
    private ArmView() {}

    static void show(ArmEvaluation evaluation, Screen screen) {
        for (SplitKind split : SplitKind.values()) {
            List<ArmRow> rows = evaluation.rows().stream()
                    .filter(row -> row.split() == split)
                    .toList();
            if (!rows.isEmpty()) {
                screen.table(table(split, rows));
                screen.line("");
            }
        }
        screen.line(
                "Columns: how far the mean cost lies between that of the cheapest arm and that of the best; of two arms");
        screen.line(
                "counted in samples the share of strong calls. Quality [95 % interval]; gain: over the best fixed mix at");
        screen.line(
                "equal cost, halfway; area: between the curve and random choice. cascade needs a verifier at run time,");
        screen.line(
                "cascade-text looks at the cheapest arm's answer and at no reward; it is there where the pool has texts.");
        screen.line("");
        evaluation.findings().forEach(screen::line);
        screen.rows(evaluation.rows().stream().map(ArmRow::toJson).toList());
    }

    private static TextTable table(SplitKind split, List<ArmRow> rows) {
        List<Double> shares =
                rows.stream().map(ArmRow::share).distinct().sorted().toList();
        List<String> header = new ArrayList<>();
        header.add(split == SplitKind.GROUPS ? "whole groups held out" : "queries held out");
        shares.forEach(share -> header.add(String.format(Locale.ROOT, "%.0f %%", 100 * share)));
        header.addAll(List.of("gain", "area"));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (ArmPolicy policy : ArmPolicy.values()) {
            List<ArmRow> line =
                    rows.stream().filter(row -> row.policy() == policy).toList();
            if (line.isEmpty()) {
                continue; // texts are needed that the pool lacks
            }
            List<Object> cells = new ArrayList<>(List.of(policy.text()));
            line.forEach(row -> cells.add(interval("%.3f [%.3f, %.3f]", row.quality())));
            ArmRow middle = line.get(line.size() / 2);
            cells.add(interval("%+.3f [%+.3f, %+.3f]", middle.gain()));
            cells.add(interval("%+.3f [%+.3f, %+.3f]", middle.area()));
            table.row(cells.toArray());
        }
        return table;
    }

    private static String interval(String format, Interval value) {
        return String.format(Locale.ROOT, format, value.estimate(), value.low(), value.high());
    }
}
