package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.files.AtomicFolder;
import dev.hone.core.files.LineWriter;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.compare.GuideGrid;
import dev.hone.guide.compare.GuideReport;
import dev.hone.guide.compare.GuideRows;
import dev.hone.guide.compare.GuideSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hone guide compare}: methods side by side. */
@Command(
        name = "compare",
        description = "Trains every method in every environment with every seed, resumably, and compares them.",
        mixinStandardHelpOptions = true)
final class GuideCompareCommand implements Runnable {
    static final String TRAINING = "training";

    @Option(
            names = "--env",
            paramLabel = "ENV",
            split = ",",
            required = true,
            description = GuideCommand.WHERE + " Several with commas.")
    private List<String> environments = new ArrayList<>();

    @Option(
            names = "--methods",
            paramLabel = "METHOD",
            split = ",",
            defaultValue = "tgrl,rl,imitation,fixed:0.1,fixed:0.3,fixed:1,fixed:3",
            description = "Which, with commas: " + GuideCommand.METHODS + ". Default: ${DEFAULT-VALUE}.")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--teacher",
            paramLabel = "NAME",
            description = "Who teaches: a name or command:PROGRAM. Default: each environment's usual teacher.")
    private Optional<String> teacher = Optional.empty();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "8", description = "How many, from --seed. Default: 8.")
    private int seeds;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of each training. Default: the environment's usual number of episodes.")
    private Optional<Long> steps = Optional.empty();

    @Option(
            names = "--first-weight",
            paramLabel = "C",
            defaultValue = "0.3",
            description = "The teacher's weight at the start of tgrl and cosil, 0.01 to 3. Default: 0.3.")
    private double firstWeight;

    @Option(
            names = "--first-value",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Where values start: a share, 0 or more, of moving for ever. Default: 0.")
    private double firstValue;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder where rows.jsonl and report.html appear at the end.")
    @SuppressWarnings("NullAway.Init") // required: set by picocli before anything runs
    private Path out;

    @Option(names = "--overwrite", description = "Replace --out if it is there.")
    private boolean overwrite;

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final ClassPathFlag classPath = new ClassPathFlag();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        classPath.open();
        if (steps.orElse(1L) < 1) {
            throw new HoneException("--steps is " + steps.orElseThrow() + ".", "ask for at least 1");
        }
        OptionalLong budget = steps.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        GuideGrid grid = new GuideGrid(
                environments,
                methods.stream().map(Method::parse).toList(),
                teacher,
                seeds,
                common.seed,
                budget,
                constants());
        Session.run(Session.spec(spec, common).withOut(out, overwrite), common, runFlags.fresh, (run, listener) -> {
            List<GuideGrid.Row> rows =
                    grid.run(run.items(TRAINING), run.folder().resolve(TRAINING), listener);
            List<GuideSummary> summaries = GuideSummary.of(rows, run.seeds().child("summary"));
            GuideReport report = new GuideReport(grid, rows, summaries);
            report.page("hone guide compare").write(run.folder().resolve(ReportCommand.FILE));
            try (AtomicFolder folder = run.outputFolder()) {
                try (LineWriter lines = LineWriter.create(folder.folder().resolve("rows.jsonl"), true)) {
                    rows.forEach(row -> lines.writeJson(GuideRows.row(row)));
                    lines.commit();
                }
                report.page("hone guide compare").write(folder.folder().resolve(ReportCommand.FILE));
                folder.commit();
            }
            GuideView.show(summaries, screen);
            screen.line("Score: interquartile mean over " + seeds
                    + " seeds [95 % interval]; 0 is random actions, 1 the best hand-written student. Method constants "
                    + grid.constants().hash() + ".");
            screen.line("Curves: " + out.resolve(ReportCommand.FILE));
            screen.rows(rows.stream().map(GuideRows::row).toList());
        });
    }

    private MethodConstants constants() {
        try {
            return MethodConstants.DEFAULT.withFirstWeight(firstWeight).withFirstValue(firstValue);
        } catch (IllegalArgumentException e) {
            throw new HoneException(
                    "--first-weight " + firstWeight + " with --first-value " + firstValue + " is not possible.",
                    "use a weight from 0.01 to 3 and a value of 0 or more");
        }
    }
}
