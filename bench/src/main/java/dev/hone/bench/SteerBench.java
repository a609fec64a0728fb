package dev.hone.bench;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFile;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.steer.SteeredModel;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.CandidateRule;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.generate.LocalModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What steering adds to the time of a token of stories15m: one thread, one sample and sixteen samples side by side, end of text masked. The
 * same value is given several names for the rows with more than one. Contestants take turns; the clock is the processor's.
 */
@Command(
        name = "steer",
        description = "Times steered decoding beside the frozen model's.",
        mixinStandardHelpOptions = true)
public final class SteerBench implements Callable<Integer> {
    private static final int TOKENS = 128;
    private static final SamplingOptions OPTIONS = SamplingOptions.DEFAULT.withMaxTokens(TOKENS);

    @Option(names = "--value", required = true, description = "A value for stories15m, from 'hone steer fit'.")
    private Path value = Path.of("");

    @Option(names = "--candidate", description = "A value of --head candidate, for a row with 20 candidates.")
    private Optional<Path> candidate = Optional.empty();

    @Option(names = "--beta", defaultValue = "2", description = "Its weight (${DEFAULT-VALUE}).")
    private double beta;

    @Option(
            names = "--batch",
            split = ",",
            defaultValue = "1,16",
            description = "Samples side by side, one table each (${DEFAULT-VALUE}).")
    private List<Integer> batches = new ArrayList<>();

    @Option(names = "--rounds", defaultValue = "9", description = "Rounds after three of warm-up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "Also writes the tables there.")
    private Optional<Path> json = Optional.empty();

    /** Runs the bench. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new SteerBench()).execute(words));
    }

    @Override
    public Integer call() {
        try (LocalModel owner = LocalModel.embedded("stories15m")) {
            Map<String, List<Rounds.Row>> tables = new LinkedHashMap<>();
            batches.forEach(batch -> tables.put("batch " + batch, table(owner, batch)));
            json.ifPresent(file ->
                    AtomicFile.write(file, true, Json.write(tables).concat("\n").getBytes(StandardCharsets.UTF_8)));
        }
        return 0;
    }

    private List<Rounds.Row> table(LocalModel owner, int batch) {
        LocalModel base = owner.endless();
        TiltSettings whole = TiltSettings.USUAL.withCandidates(new CandidateRule.Whole());
        List<Rounds.Contestant> contestants = new ArrayList<>();
        contestants.add(new Rounds.Contestant("frozen", round -> draw(base, batch, round)));
        for (int values : new int[] {1, 2, 3}) {
            contestants.add(steered(base, value, values, "probability .95", TiltSettings.USUAL, batch));
        }
        for (int values : new int[] {1, 2, 3}) {
            contestants.add(steered(base, value, values, "whole vocabulary", whole, batch));
        }
        TiltSettings twenty = TiltSettings.USUAL.withCandidates(new CandidateRule.Likeliest(20));
        candidate.ifPresent(folder -> contestants.add(steered(base, folder, 1, "candidate head, 20", twenty, batch)));
        List<Rounds.Row> rows = new Rounds().time(contestants, rounds);
        System.out.printf("stories15m, %d tokens, batch %d, median of %d alternating rounds%n", TOKENS, batch, rounds);
        System.out.printf("%-34s %12s %17s %7s%n", "", "CPU ms/token", "quickest, slowest", "ratio");
        for (Rounds.Row row : rows) {
            System.out.printf(
                    "%-34s %12.3f %8.3f %8.3f %7.2f%n", row.run(), row.median(), row.low(), row.high(), row.ratio());
        }
        return rows;
    }

    private Rounds.Contestant steered(
            LocalModel base, Path folder, int values, String rule, TiltSettings settings, int batch) {
        List<Weighted> weighted = IntStream.range(0, values)
                .mapToObj(i -> new Weighted("value " + i, ValueFile.open(folder, base), beta / values))
                .toList();
        SteeredModel model = new SteeredModel(base, weighted, settings);
        String name = values + (values == 1 ? " value, " : " values, ") + rule;
        return new Rounds.Contestant(name, round -> draw(model, batch, round));
    }

    /** Tokens drawn: decoding steps times samples. */
    private static int draw(LanguageModel model, int batch, int round) {
        int requests = batch == 1 ? 3 : 1;
        int tokens = 0;
        for (int r = 0; r < requests; r++) {
            Query query = Query.of("prompt " + r, "Once upon a time");
            GenerationRequest request = new GenerationRequest(query, 0, batch, OPTIONS, Seeds.of(round));
            tokens += model.generate(request).stream()
                    .mapToInt(Completion::tokens)
                    .sum();
        }
        return tokens;
    }
}
