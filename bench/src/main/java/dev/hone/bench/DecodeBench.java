package dev.hone.bench;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFile;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.generate.LocalModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Decoding stories15m on one thread, beside llama.cpp with the same weights. Before anything is timed both write the same
 * greedy text, so that a mistake in the conversion can't pass for speed.
 */
@Command(name = "decode", description = "Times Hone's decoder beside llama.cpp.", mixinStandardHelpOptions = true)
public final class DecodeBench implements Callable<Integer> {
    private static final String MODEL = "stories15m";
    private static final String PROMPT = "Once upon a time";
    private static final int STEPS = 128;
    private static final Query QUERY = Query.of("q", PROMPT);
    private static final SamplingOptions SAMPLED = SamplingOptions.DEFAULT.withMaxTokens(STEPS);
    /** Beyond the context, so that a text ends where the model ends it, or with the context. */
    private static final SamplingOptions TO_THE_END = SamplingOptions.DEFAULT.withMaxTokens(1024);

    private static final SamplingOptions GREEDY =
            new SamplingOptions(STEPS, 0, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.empty());

    @Option(names = "--rounds", defaultValue = "9", description = "Rounds after three of warm-up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "Also writes the table there.")
    private Optional<Path> json = Optional.empty();

    /** Runs the bench; exit code 0 if both sides agree and everything was timed. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new DecodeBench()).execute(words));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = EmbeddedModels.folder(MODEL);
        Path whole = Files.createTempFile("stories15m-f32", ".gguf");
        Path eighth = Files.createTempFile("stories15m-q8", ".gguf");
        try (LocalModel hone = LocalModel.embedded(MODEL)) {
            ModelConfig config = hone.causalModel().config();
            LlamaGguf.write(folder, config, GgufEncoding.F32, whole);
            LlamaGguf.write(folder, config, GgufEncoding.Q8_0, eighth);
            try (LlamaCpp llama = new LlamaCpp(whole, config.context());
                    LlamaCpp llama8 = new LlamaCpp(eighth, config.context())) {
                report(new Rounds().time(contestants(hone, llama, llama8), rounds));
            }
        } finally {
            Files.delete(whole);
            Files.delete(eighth);
        }
        return 0;
    }

    private static List<Rounds.Contestant> contestants(LocalModel hone, LlamaCpp llama, LlamaCpp llama8) {
        LocalModel endless = hone.endless();
        refuseDifferentTexts(
                llama.greedy(PROMPT, STEPS),
                sample(endless, 1, GREEDY, 0).getFirst().text());
        return List.of(
                new Rounds.Contestant("llama.cpp float32, batch 1", _ -> {
                    llama.greedy(PROMPT, STEPS);
                    return STEPS;
                }),
                new Rounds.Contestant("llama.cpp 8 bits (Q8_0), batch 1", _ -> {
                    llama8.greedy(PROMPT, STEPS);
                    return STEPS;
                }),
                new Rounds.Contestant("Hone, batch 1, greedy", r -> longest(sample(endless, 1, GREEDY, r))),
                new Rounds.Contestant("Hone, 4 samples", r -> longest(sample(endless, 4, SAMPLED, r))),
                new Rounds.Contestant("Hone, 8 samples", r -> longest(sample(endless, 8, SAMPLED, r))),
                new Rounds.Contestant("Hone, 16 samples", r -> longest(sample(endless, 16, SAMPLED, r))),
                new Rounds.Contestant("Hone, 16 samples, ragged", r -> longest(sample(hone, 16, TO_THE_END, r))));
    }

    private static List<Completion> sample(LocalModel model, int n, SamplingOptions options, int round) {
        return model.generate(new GenerationRequest(QUERY, 0, n, options, Seeds.of(round)));
    }

    /** Tokens of the longest sample, which is how many steps the batch took. */
    private static int longest(List<Completion> samples) {
        return samples.stream().mapToInt(Completion::tokens).max().orElseThrow();
    }

    private static void refuseDifferentTexts(String theirs, String ours) {
        if (!theirs.strip().equals(ours.strip())) {
            throw new IllegalStateException("llama.cpp wrote\n" + theirs + "\nand Hone wrote\n" + ours);
        }
    }

    private void report(List<Rounds.Row> rows) {
        System.out.printf(
                "stories15m, %d steps, one thread, processor time, median of %d alternating rounds%n", STEPS, rounds);
        System.out.printf("%-34s %9s %17s %7s%n", "", "ms a step", "quickest, slowest", "ratio");
        for (Rounds.Row row : rows) {
            System.out.printf(
                    "%-34s %9.2f %8.2f %8.2f %7.2f%n", row.run(), row.median(), row.low(), row.high(), row.ratio());
        }
        json.ifPresent(file -> AtomicFile.write(
                file, true, Json.write(Map.of("rows", rows)).concat("\n").getBytes(StandardCharsets.UTF_8)));
    }
}
