package dev.hone.cli;

import dev.hone.budget.TraceStore;
import dev.hone.budget.evaluation.EvaluationComparison;
import dev.hone.budget.evaluation.EvaluationTrace;
import dev.hone.budget.evaluation.PairedRow;
import dev.hone.budget.evaluation.Policy;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.run.RunInfo;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.Runs;
import dev.hone.core.statistics.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hone budget compare}: two evaluations of one pool, query by query. */
@Command(
        name = "compare",
        description = {
            "Compares two evaluations of one pool query by query, so that what is hard for both cancels.",
            "A and B are runs of 'budget evaluate', 'budget fit' or 'demo'."
        },
        mixinStandardHelpOptions = true)
final class BudgetCompareCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "A", description = "A run: its id, the start of one, 'last', or its folder.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "Another run.")
    private String second = "";

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        RunInfo a = find(first);
        RunInfo b = find(second);
        EvaluationComparison comparison = EvaluationComparison.of(
                trace(a), trace(b), Seeds.of(common.seed).child("compare"));
        screen.line("A: " + a.id() + "  hone " + String.join(" ", a.spec().command()));
        screen.line("B: " + b.id() + "  hone " + String.join(" ", b.spec().command()));
        screen.line("");
        show(comparison.rows());
        screen.line("Cost to equal uniform best-of-B, divided by B: of A, less that of B [95 % interval over "
                + comparison.queries() + " queries in both]. Below 0 A needs less.");
        screen.rows(comparison.rows().stream().map(PairedRow::toJson).toList());
    }

    private RunInfo find(String name) {
        Path folder = Path.of(name);
        if (Files.isDirectory(folder)) {
            try (RunReader run = RunReader.open(folder)) {
                return run.info();
            }
        }
        return new Runs(Session.runsFolder(common)).find(name);
    }

    private static EvaluationTrace trace(RunInfo run) {
        try (RunReader reader = RunReader.open(run.folder())) {
            return TraceStore.read(reader)
                    .orElseThrow(() -> new HoneException(
                            "The run " + run.id() + " (" + run.spec().verb() + ", "
                                    + run.state().text() + ") holds no evaluation.",
                            "name a finished run of 'budget evaluate', 'budget fit' or 'demo'; one of several arms, or"
                                    + " of an older Hone, can't be compared"));
        }
    }

    private void show(List<PairedRow> rows) {
        List<Integer> budgets =
                rows.stream().map(PairedRow::budget).distinct().sorted().toList();
        List<String> header = new ArrayList<>(List.of("A less B"));
        budgets.forEach(budget -> header.add("B = " + budget));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Policy policy : Policy.values()) {
            List<PairedRow> own =
                    rows.stream().filter(row -> row.policy() == policy).toList();
            if (own.isEmpty() || policy == Policy.UNIFORM) {
                continue;
            }
            List<Object> cells = new ArrayList<>(List.of(policy.text()));
            own.forEach(row -> cells.add(cell(row)));
            table.row(cells.toArray());
        }
        screen.table(table);
    }

    private static String cell(PairedRow row) {
        Interval ratio = row.ratio();
        if (!Double.isFinite(ratio.estimate())) {
            return Double.isFinite(row.ratioA()) ? "B never" : "A never";
        }
        return ratio.isBounded()
                ? String.format(Locale.ROOT, "%+.2f [%+.2f, %+.2f]", ratio.estimate(), ratio.low(), ratio.high())
                : String.format(Locale.ROOT, "%+.2f", ratio.estimate());
    }
}
