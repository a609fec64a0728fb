package dev.hone.cli;

import dev.hone.core.files.LineWriter;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.PoolImport;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone pool import}: a pool of the user's own table. */
@Command(
        name = "import",
        description = "Makes a pool of CSV or JSON lines, one row a sample. Rewards: numbers, true/false, pass/fail.",
        mixinStandardHelpOptions = true)
final class PoolImportCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "CSV with a line of names, or JSON lines; may be .gz.")
    private Path file = Path.of("");

    @Option(names = "--prompt", paramLabel = "COL", required = true, description = "Column of the query's text.")
    private String prompt = "";

    @Option(names = "--reward", paramLabel = "COL", description = "Column of the sample's grade.")
    private Optional<String> reward = Optional.empty();

    @Option(names = "--sample", paramLabel = "COL", description = "Column of the sample's text.")
    private Optional<String> sample = Optional.empty();

    @Option(names = "--reference", paramLabel = "COL", description = "Column of the right answer.")
    private Optional<String> reference = Optional.empty();

    @Option(names = "--group", paramLabel = "COL", description = "Column of the task or data set.")
    private Optional<String> group = Optional.empty();

    @Option(
            names = "--id",
            paramLabel = "COL",
            description = "Column of the query's id. Default: equal prompts are one query.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--arm", paramLabel = "COL", description = "Column of the model or way of decoding.")
    private Optional<String> arm = Optional.empty();

    @Option(names = "--tokens", paramLabel = "COL", description = "Column of the sample's length in tokens.")
    private Optional<String> tokens = Optional.empty();

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    @SuppressWarnings(
            "UnusedVariable") // every verb takes --config and --set, which are written out before it is parsed
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        output.check();
        Pool pool = new PoolImport(prompt, reward, sample, reference, group, id, arm, tokens).read(InputFile.of(file));
        try (LineWriter lines = output.writer()) {
            Pool.write(pool.entries(), lines);
        }
        long samples = pool.entries().stream()
                .flatMap(entry -> entry.arms().values().stream())
                .mapToLong(a -> a.samples().size())
                .sum();
        System.err.println(pool.entries().size() + " queries with " + samples + " samples in " + output.out + ".");
    }
}
