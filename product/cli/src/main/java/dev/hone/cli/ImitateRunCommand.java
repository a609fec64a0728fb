package dev.hone.cli;

import dev.hone.core.Listener;
import dev.hone.core.files.AtomicFolder;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.Run;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.pipeline.Condition;
import dev.hone.imitate.pipeline.Pipeline;
import dev.hone.imitate.pipeline.PipelinePlan;
import dev.hone.imitate.pipeline.PipelineRow;
import dev.hone.imitate.pipeline.PipelineSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hone imitate run}: the whole comparison on one task. */
@Command(
        name = "run",
        description = {
            "Demonstrates, augments, trains, collects, trains again and compares, at equal demonstrations and equal updates. Kill it whenever you like;",
            "the same command goes on."
        },
        mixinStandardHelpOptions = true)
final class ImitateRunCommand implements Runnable {
    static final String ROWS = "rows.jsonl";

    @Mixin
    private final TaskFlag taskFlag = new TaskFlag();

    @Option(
            names = "--time-step",
            paramLabel = "MS",
            description = "Physics step of everything, in milliseconds. Default: the task's own.")
    private Optional<Double> timeStep = Optional.empty();

    @Option(
            names = "--demos",
            paramLabel = "N",
            defaultValue = "50",
            description = "Demonstrations of every row, by the task's own demonstrator. Default: 50.")
    private int demos;

    @Option(
            names = "--pipeline",
            paramLabel = "ROWS",
            split = ",",
            defaultValue = "ta,ci,ta+ci",
            description = "Rows beside the baseline 'plain': noise, ta, ci, ta+ci, more, mlp, mlp-chunk, unet, ta-near,"
                    + " ta-outward, ta-unfiltered, ta-unbalanced. Default: ta,ci,ta+ci.")
    private List<String> conditions = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", description = "Trainings of each row. Default: 5.")
    private int seeds;

    @Option(
            names = "--segments",
            paramLabel = "N",
            description = "Segments that augmentation adds. Default: twice the demonstrations.")
    private Optional<Integer> segments = Optional.empty();

    @Option(
            names = "--collected",
            paramLabel = "N",
            description = "Successful roll-outs that collecting adds. Default: as many as demonstrations.")
    private Optional<Integer> collected = Optional.empty();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Rounds of collecting and training again, each with the policy of the one before. Default: 1.")
    private int rounds;

    @Option(
            names = "--select",
            paramLabel = "N",
            defaultValue = "50",
            description = "Roll-outs that choose among a training's last five checkpoints. Default: 50.")
    private int select;

    @Option(
            names = "--report",
            paramLabel = "N",
            defaultValue = "100",
            description = "Roll-outs that are reported. Default: 100.")
    private int report;

    @Mixin
    private final TrainingFlags training = new TrainingFlags();

    @Mixin
    private final FolderFlags flags = new FolderFlags();

    @Override
    public void run() {
        ImitationTask task = timeStep.map(step -> ImitationTasks.of(taskFlag.name, step / 1000))
                .orElseGet(taskFlag::task);
        PipelinePlan plan = new PipelinePlan(
                demos,
                conditions.stream().map(Condition::of).toList(),
                seeds,
                flags.common.seed,
                segments.orElse(2 * demos),
                collected.orElse(demos),
                rounds,
                training.network(),
                training.settings(),
                select,
                report);
        flags.run(flags.asked(), (run, listener) -> compare(run, listener, task, plan));
    }

    private void compare(Run run, Listener listener, ImitationTask task, PipelinePlan plan) {
        List<PipelineRow> done =
                new Pipeline(task, plan, Runtime.getRuntime().availableProcessors()).run(run, listener);
        try (AtomicFolder folder = run.outputFolder()) {
            try (LineWriter lines = LineWriter.create(folder.folder().resolve(ROWS), true)) {
                done.forEach(row -> lines.writeJson(row.json()));
                lines.commit();
            }
            folder.commit();
        }
        ImitationView.show(PipelineSummary.of(done, run.seeds().child("summary")), plan, flags.screen);
        flags.screen.rows(done.stream().map(PipelineRow::json).toList());
    }
}
