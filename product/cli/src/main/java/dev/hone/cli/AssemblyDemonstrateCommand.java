package dev.hone.cli;

import dev.hone.assembly.demonstrate.Demonstrations;
import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.demonstrate.Milestone;
import dev.hone.assembly.demonstrate.Recording;
import dev.hone.assembly.demonstrate.Shots;
import dev.hone.assembly.task.Level;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.core.statistics.Rate;
import dev.hone.episodes.DatasetWriter;
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

/** {@code hone assembly demonstrate}: plays a task's script and says how far it comes. */
@Command(
        name = "demonstrate",
        description =
                "Plays a task's scripted demonstrator and says how often it solves the task, and how far it comes; --out keeps"
                        + " the episodes.",
        mixinStandardHelpOptions = true)
final class AssemblyDemonstrateCommand implements Runnable {
    @Option(names = "--task", paramLabel = "T", required = true, description = "peg, grasp-peg or one-leg.")
    private String task = "";

    @Option(
            names = "--level",
            paramLabel = "L",
            defaultValue = "low",
            description = "Randomness of the starts: low, or med for one-leg. Default: low.")
    private String level = "";

    @Option(names = "--n", paramLabel = "N", defaultValue = "50", description = "Episodes. Default: 50.")
    private int n;

    @Option(
            names = "--exact",
            description = "As the script is written, without a person's speeds, pauses, imprecision and styles.")
    private boolean exact;

    @Option(names = "--pushed", description = "With random pushes on the parts, each with probability 0.01 a step.")
    private boolean pushed;

    @Option(
            names = "--physics-step",
            paramLabel = "MS",
            description = "Milliseconds of a physics step: 2 for reported numbers. Default: the task's own, 4 or 3.33.")
    private Optional<Double> physicsStep = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DATASET",
            description = "Folder in which the episodes appear, whole, at the end, as a LeRobotDataset v3.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--overwrite", description = "Replace --out if it is there.")
    private boolean overwrite;

    private int kept;

    @Mixin
    private final ShotFlags shotFlags = new ShotFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final Screen screen = new Screen();

    @Override
    public void run() {
        if (n < 1) {
            throw new HoneException("--n is " + n + ".", "ask for at least 1 episode");
        }
        Options options = options();
        Optional<Shots> shots = shotFlags.shots(out.isPresent());
        List<Played> played = out.isPresent() ? record(options, shots, out.get()) : play(options);
        Rate solved = Demonstrations.solved(played);
        Interval interval = solved.interval();
        screen.line(String.format(
                Locale.ROOT,
                "%s, %s: solved %d of %d (%.1f %%, 95 %% interval %.1f to %.1f), %.0f steps of 0.1 s on average.",
                options.task().name(),
                options.level().word(),
                solved.successes(),
                solved.n(),
                100 * solved.value(),
                100 * interval.low(),
                100 * interval.high(),
                played.stream().mapToInt(Played::steps).average().orElse(0)));
        milestones(played);
        out.ifPresent(folder -> screen.line(kept + (kept == 1 ? " episode in " : " episodes in ") + folder + "."));
    }

    private Options options() {
        Options options = Options.of(Task.of(task)).withLevel(Level.of(level));
        if (physicsStep.isPresent()) {
            options = options.withTimeStep(physicsStep.get() / 1000);
        }
        return pushed ? options.withPushes() : options;
    }

    private List<Played> record(Options options, Optional<Shots> shots, Path folder) {
        try (DatasetWriter writer =
                        DatasetWriter.create(folder, overwrite, Recording.description(options.task(), shots));
                ProgressDisplay display = new ProgressDisplay()) {
            display.begin("episodes", 0, n);
            List<Played> played = Demonstrations.record(
                    options,
                    n,
                    !exact,
                    Seeds.of(common.seed),
                    episode -> display.advance(episode.index() + 1L),
                    shots,
                    writer::add);
            writer.commit();
            kept = writer.episodes(); // those whose physics went wrong are not
            return played;
        }
    }

    private List<Played> play(Options options) {
        try (ProgressDisplay display = new ProgressDisplay()) {
            display.begin("episodes", 0, n);
            return Demonstrations.play(
                    options, n, !exact, Seeds.of(common.seed), episode -> display.advance(episode.index() + 1L));
        }
    }

    private void milestones(List<Played> played) {
        TextTable table = new TextTable("milestone", "reached", "at step");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Milestone milestone : Milestone.values()) {
            int[] steps = played.stream()
                    .flatMap(episode -> episode.milestones().entrySet().stream())
                    .filter(entry -> entry.getKey() == milestone)
                    .mapToInt(Map.Entry::getValue)
                    .toArray();
            double mean = java.util.Arrays.stream(steps).average().orElse(Double.NaN);
            table.row(
                    milestone.meaning(),
                    steps.length,
                    steps.length == 0 ? "-" : String.format(Locale.ROOT, "%.0f", mean));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("milestone", milestone.name().toLowerCase(Locale.ROOT));
            row.put("reached", steps.length);
            row.put("episodes", played.size());
            if (steps.length > 0) {
                row.put("step", mean);
            }
            rows.add(row);
        }
        screen.table(table);
        screen.rows(rows);
    }
}
