package dev.hone.cli;

import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.pipeline.Condition;
import dev.hone.imitate.pipeline.Pipeline;
import dev.hone.imitate.pipeline.PipelinePlan;
import dev.hone.imitate.pipeline.PipelineRow;
import dev.hone.imitate.pipeline.PipelineSummary;
import dev.hone.imitate.train.NetworkSettings;
import dev.hone.imitate.train.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hone demo imitate}: ten demonstrations, with and without augmentation. */
@Command(
        name = "imitate",
        description =
                "Ten demonstrations of inserting a peg: a policy from them, and one from them and what they become by augmentation.",
        mixinStandardHelpOptions = true)
final class DemoImitateCommand implements Runnable {
    private static final String TASK = "peg";
    private static final String FILM = "film.html";
    private static final int DEMONSTRATIONS = 10;
    private static final int SEGMENTS = 40;
    private static final long UPDATES = 6_000;
    private static final int SELECT = 20;
    private static final int REPORT = 50;

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        Session.run(Session.spec(spec, common), common, runFlags.fresh, this::demo);
    }

    private void demo(Run run, Listener listener) {
        screen.line(
                "A hand holds a peg askew and is to insert it into a hole that lies elsewhere each time. Ten demonstrations,");
        screen.line(
                "then " + SEGMENTS
                        + " segments that back off from where it gets delicate and come back; as many updates for both policies.");
        screen.line("");
        ImitationTask task = ImitationTasks.of(TASK);
        PipelinePlan plan = new PipelinePlan(
                DEMONSTRATIONS,
                List.of(Condition.TA),
                1,
                common.seed,
                SEGMENTS,
                DEMONSTRATIONS,
                1,
                NetworkSettings.DEFAULT,
                TrainingSettings.DEFAULT.withSteps(UPDATES),
                SELECT,
                REPORT);
        Pipeline pipeline = new Pipeline(task, plan, Runtime.getRuntime().availableProcessors());
        List<PipelineRow> rows = pipeline.run(run, listener);
        ImitationView.show(PipelineSummary.of(rows, run.seeds().child("summary")), plan, screen);
        screen.line("");
        film(run, pipeline, rows.getFirst(), rows.getLast());
        screen.line("");
        screen.line("On your own demonstrations (a LeRobotDataset):");
        screen.line("  hone imitate train my-dataset --state observation.state --action action --out policy");
        screen.rows(rows.stream().map(PipelineRow::json).toList());
    }

    private void film(Run run, Pipeline pipeline, PipelineRow plain, PipelineRow augmented) {
        int start = ImitationFilm.start(augmented.score(), plain.score());
        Path film = run.folder().resolve(FILM);
        int pictures = ImitationFilm.save(pipeline, augmented, start, run.folder(), film);
        screen.line("Film:  " + film + " (" + pictures + " pictures; open it in a browser)");
        screen.line("It shows start " + start + " of " + REPORT + ": plain " + word(plain, start) + ", ta "
                + word(augmented, start) + ".");
    }

    private static String word(PipelineRow row, int start) {
        return row.score().outcomes().get(start).solved() ? "solves it" : "doesn't";
    }
}
