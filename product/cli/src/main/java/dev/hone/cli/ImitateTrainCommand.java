package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.episodes.Dataset;
import dev.hone.episodes.Episode;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.Layout;
import dev.hone.imitate.train.DataRanges;
import dev.hone.imitate.train.PolicyShape;
import dev.hone.imitate.train.PolicyTraining;
import dev.hone.imitate.train.TrainingData;
import dev.hone.learn.chunk.ChunkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone imitate train}: datasets to a policy. */
@Command(
        name = "train",
        description = "Trains a policy on the episodes of one or several datasets, put together.",
        mixinStandardHelpOptions = true)
final class ImitateTrainCommand implements Runnable {
    @Parameters(paramLabel = "DATASET", arity = "1..*", description = "LeRobotDataset v3 folders.")
    private List<Path> datasets = List.of();

    @Option(
            names = "--policy",
            paramLabel = "P",
            defaultValue = "diffusion",
            description = "diffusion (default), unet, mlp or mlp-chunk.")
    private String policy = "";

    @Option(
            names = "--task",
            paramLabel = "T",
            description =
                    "Whose fixed limits the numbers are scaled by. Default: the one that the datasets say they are of; if it is"
                            + " none of Hone's, the limits are the datasets' own.")
    private Optional<String> task = Optional.empty();

    @Option(
            names = "--disturb",
            description = "Disturb the hand's observed pose in a fifth of the windows, by 1 cm and 0.1 rad.")
    private boolean disturb;

    @Mixin
    private final ColumnFlags columns = new ColumnFlags();

    @Mixin
    private final TrainingFlags training = new TrainingFlags();

    @Mixin
    private final FolderFlags flags = new FolderFlags();

    @Override
    public void run() {
        PolicyShape shape = PolicyShape.of(policy);
        RunSpec asked = flags.asked();
        for (int i = 0; i < datasets.size(); i++) {
            asked = asked.withInput("dataset " + (i + 1), datasets.get(i));
        }
        List<Episode> episodes = new ArrayList<>();
        datasets.forEach(folder -> Dataset.open(folder, columns.selection()).read(episodes::add));
        flags.run(asked, (run, listener) -> train(run, listener, shape, episodes));
    }

    private void train(Run run, Listener listener, PolicyShape shape, List<Episode> episodes) {
        Optional<ImitationTask> known = task.map(ImitationTasks::of).or(() -> ImitationTasks.of(episodes));
        ChunkSpec chunks = shape(shape, known, episodes);
        Optional<Layout> disturbed = disturb ? Optional.of(layout(known)) : Optional.empty();
        Seeds seeds = run.seeds();
        TrainingData data =
                TrainingData.of(episodes, chunks, training.settings().heldOut(), disturbed, seeds.child("data"));
        PolicyTraining work = new PolicyTraining(
                known.map(ImitationTask::name).orElse(""), data, training.settings(), seeds.child("training"));
        PolicyTraining.Trained trained = work.run(run.folder().resolve("training"), listener, run::metric);
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("run", run.id());
        provenance.put("seed", Long.toString(flags.common.seed));
        run.spec().inputs().forEach((role, input) -> provenance.put(role, input.place() + " " + input.sha256()));
        work.save(run.outputFolder(), trained, training.settings().checkpoints(), provenance, Map.of());
        flags.screen.line(String.format(
                Locale.ROOT,
                "%s on %,d windows of %d episodes%s.",
                policy,
                data.learnt().count(),
                episodes.size(),
                trained.heldOutLoss().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "; loss %.4f on held-out windows",
                                trained.heldOutLoss().getAsDouble())
                        : ""));
        flags.screen.line("Policy: " + flags.out
                + known.map(one -> "   try it: hone imitate evaluate --policy " + flags.out + " --task " + one.name())
                        .orElse(""));
        flags.screen.rows(List.of(row(data, trained)));
    }

    private Map<String, Object> row(TrainingData data, PolicyTraining.Trained trained) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("policy", policy);
        row.put("seed", flags.common.seed);
        row.put("windows", data.learnt().count());
        row.put(
                "heldOutLoss",
                trained.heldOutLoss().isPresent() ? trained.heldOutLoss().getAsDouble() : null);
        return row;
    }

    private ChunkSpec shape(PolicyShape shape, Optional<ImitationTask> known, List<Episode> episodes) {
        return known.isPresent()
                ? training.network().spec(shape, known.get())
                : training.network().spec(shape, DataRanges.of(episodes));
    }

    private static Layout layout(Optional<ImitationTask> known) {
        return known.map(ImitationTask::requireLayout)
                .orElseThrow(() -> new HoneException(
                        "--disturb needs to know where the hand is, and the datasets are of no task of Hone's.",
                        "name the task with --task"));
    }
}
