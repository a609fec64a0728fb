package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.episodes.Conversion;
import dev.hone.episodes.Dataset;
import dev.hone.episodes.EpisodeLines;
import dev.hone.episodes.EpisodeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone dataset convert}: someone else's demonstrations with the usual names and fresh statistics. */
@Command(
        name = "convert",
        description =
                "Writes demonstrations as a LeRobotDataset v3 with the usual column names and fresh statistics. They come"
                        + " from another such dataset, or from JSON lines with one episode a line.",
        mixinStandardHelpOptions = true)
final class DatasetConvertCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "IN", description = "A dataset's folder, or a .jsonl or .jsonl.gz file.")
    private Path in = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "Folder in which the dataset appears, whole, at the end.")
    private Path out = Path.of("");

    @Mixin
    private final ColumnFlags columns = new ColumnFlags();

    @Option(names = "--reward", paramLabel = "COLUMN", description = "JSON lines: column of the rewards, if kept.")
    private Optional<String> reward = Optional.empty();

    @Option(names = "--fps", paramLabel = "N", description = "JSON lines: frames a second; they don't say.")
    private Optional<Double> fps = Optional.empty();

    @Option(names = "--task", paramLabel = "WORDS", description = "JSON lines: what was to be done, in words.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--overwrite", description = "Replace OUT if it is there.")
    private boolean overwrite;

    @Mixin
    @SuppressWarnings(
            "UnusedVariable") // every verb takes --config and --set, which are written out before it is parsed
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        EpisodeSource source = Files.isRegularFile(in) ? lines() : folder();
        try (ProgressDisplay display = new ProgressDisplay()) {
            display.begin("episodes", 0, source.episodes());
            int episodes = Conversion.convert(source, out, overwrite, display::advance);
            display.end();
            System.err.println(episodes + " episodes in " + out + ".");
        }
    }

    private EpisodeSource lines() {
        if (fps.isEmpty() || task.isEmpty()) {
            throw new HoneException(
                    in + " says neither its frames a second nor its task.", "add --fps N and --task WORDS");
        }
        return new EpisodeLines(in, columns.selection(), reward, fps.get(), task.get());
    }

    private EpisodeSource folder() {
        if (reward.isPresent() || fps.isPresent() || task.isPresent()) {
            throw new HoneException(
                    "--reward, --fps and --task are for JSON lines; " + in + " is none.",
                    "leave them out: a dataset says them itself");
        }
        return Dataset.open(in, columns.selection()).withPictures();
    }
}
