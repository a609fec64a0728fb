package dev.hone.cli;

import dev.hone.budget.BudgetReport;
import dev.hone.budget.TraceStore;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.core.HoneException;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunInfo;
import dev.hone.core.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone report}: where a run's page is. */
@Command(name = "report", description = "Prints the path of a run's report page.", mixinStandardHelpOptions = true)
final class ReportCommand implements Runnable {
    static final String FILE = "report.html";

    @Parameters(paramLabel = "RUN", description = "An id, the start of one, or 'last'.")
    private String name = "last";

    @Option(names = "--open", description = "Open it in the browser.")
    private boolean open;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    /** Leaves an evaluation in its run: the page, and what a comparison with another needs. */
    static void keep(Run run, String title, BudgetEvaluation evaluation) {
        new BudgetReport(evaluation)
                .page(title)
                .fact("run", run.id())
                .fact("seed", Long.toString(run.spec().seed()))
                .write(run.folder().resolve(FILE));
        TraceStore.keep(evaluation.trace(), run);
    }

    @Override
    public void run() {
        RunInfo run = new Runs(Session.runsFolder(common)).find(name);
        Path page = run.folder().resolve(FILE);
        if (!Files.exists(page)) {
            throw new HoneException(
                    "Run " + run.id() + " (" + run.spec().verb() + ", "
                            + run.state().text() + ") has no report.",
                    "see it with '" + NextCommand.on("runs show", run.folder())
                            + "'; demo, budget fit and budget evaluate draw one when done");
        }
        System.out.println(page);
        if (open) {
            open(page);
        }
    }

    private static void open(Path page) {
        String opener = System.getProperty("os.name", "").startsWith("Mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(List.of(opener, page.toString())).start();
        } catch (IOException e) {
            throw new HoneException(
                    "No browser could be started with " + opener + ".", "open " + page + " yourself", e);
        }
    }
}
