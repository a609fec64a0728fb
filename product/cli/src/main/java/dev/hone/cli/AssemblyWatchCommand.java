package dev.hone.cli;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.camera.Size;
import dev.hone.assembly.demonstrate.Demonstrations;
import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.demonstrate.TaskPolicy;
import dev.hone.assembly.film.Filming;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.Level;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFile;
import dev.hone.learn.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hone assembly watch}: an episode as a film. */
@Command(
        name = "watch",
        description = {
            "Films one episode, played by the script or by a saved policy. It begins as the first one that 'demonstrate'",
            "with the same seed plays."
        },
        mixinStandardHelpOptions = true)
final class AssemblyWatchCommand implements Runnable {
    private static final String BOTH = "both";

    @Option(names = "--task", paramLabel = "T", required = true, description = "peg, grasp-peg or one-leg.")
    private String task = "";

    @Option(names = "--script", description = "Who plays: the task's scripted demonstrator.")
    private boolean script;

    @Option(names = "--policy", paramLabel = "POLICY", description = "Who plays: a saved policy of the task.")
    private Optional<Path> policy = Optional.empty();

    @Option(
            names = "--film",
            paramLabel = "FILE",
            required = true,
            description = "What appears: FILE.gif, an animated picture, or FILE.html, a page with a slider.")
    private Path file = Path.of("");

    @Option(
            names = "--level",
            paramLabel = "L",
            defaultValue = "low",
            description = "Randomness of the start: low, or med for one-leg. Default: low.")
    private String level = "";

    @Option(
            names = "--camera",
            paramLabel = "C",
            defaultValue = BOTH,
            description = "front, wrist, or both side by side. Default: both.")
    private String camera = "";

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "320x240",
            description = "Pixels of a camera's picture, 64x64 to 320x240. Default: 320x240.")
    private String size = "";

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "2",
            description = "Steps of 0.1 s from one picture to the next; each is shown for 0.1 s. Default: 2.")
    private int every;

    @Option(names = "--no-shadows", description = "Without shadows.")
    private boolean bright;

    @Option(names = "--vary", description = "Light, colours and the cameras' places drawn from the seed.")
    private boolean vary;

    @Option(
            names = "--exact",
            description = "As the script is written, without a person's speeds, pauses, imprecision and styles.")
    private boolean exact;

    @Option(names = "--overwrite", description = "Replace --film if it is there.")
    private boolean overwrite;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final Screen screen = new Screen();

    @Override
    public void run() {
        requireOnePlayer();
        if (every < 1) {
            throw new HoneException("--every is " + every + ".", "film every step with 1");
        }
        Options options = Options.of(Task.of(task)).withLevel(Level.of(level));
        Seeds seeds = Seeds.of(common.seed);
        Look look = vary ? Look.drawn(seeds.child("look")) : Look.PLAIN;
        Optional<Policy> saved = policy.map(folder -> TaskPolicy.open(folder, options.task()));
        Filming filming =
                new Filming(new Filming.Plan(cameras(), Size.of(size), !bright, look, every), file, title(options));
        AtomicFile.refuseExisting(file, overwrite);
        Played played = play(options, saved, seeds, filming);
        filming.film().save(file, overwrite);
        EpisodeView.show(played, screen);
        screen.line(filming.film().frames() + " pictures in " + file + ".");
    }

    private Played play(Options options, Optional<Policy> saved, Seeds seeds, Filming filming) {
        try (ProgressDisplay display = new ProgressDisplay()) {
            display.begin("steps", 0, options.timeLimit());
            Consumer<AssemblyEnvironment> watcher = environment -> {
                filming.accept(environment);
                display.advance(environment.time());
            };
            Played played = saved.isPresent()
                    ? Demonstrations.watch(options, saved.get(), seeds, watcher)
                    : Demonstrations.watch(options, !exact, seeds, watcher);
            display.end();
            return played;
        }
    }

    private void requireOnePlayer() {
        if (script == policy.isPresent()) {
            throw new HoneException(
                    script ? "The script and a policy can't both play." : "Nobody plays.",
                    "add --script for the task's scripted demonstrator, or --policy POLICY for a saved policy");
        }
        if (exact && !script) {
            throw new HoneException("--exact says how the script is played, and a policy plays.", "leave it out");
        }
    }

    private List<Camera> cameras() {
        return camera.equals(BOTH) ? List.of(Camera.values()) : List.of(Camera.of(camera));
    }

    private String title(Options options) {
        return options.task().name() + ", " + options.level().word() + ", seed " + common.seed + ", by "
                + policy.map(folder -> String.valueOf(folder.getFileName())).orElse("script");
    }
}
