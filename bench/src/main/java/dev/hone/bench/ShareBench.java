package dev.hone.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFile;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.transformer.generate.LocalModel;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Tokens a second of stories15m for one and for several callers, each of which asks for one sample after another. The clock
 * is the wall's: what counts is what callers see. Beside it stands the processor time of a token, which a busy machine
 * changes less. The runs take turns, so that other work on the machine meets all alike.
 */
@Command(name = "share", description = "Times a local model shared by callers.", mixinStandardHelpOptions = true)
public final class ShareBench implements Callable<Integer> {
    private static final int TOKENS = 128;
    private static final int WARM_UP = 2;
    private static final SamplingOptions OPTIONS = SamplingOptions.DEFAULT.withMaxTokens(TOKENS);
    private static final String[] BEGINNINGS = {
        "Once upon a time", "Lily and Tom went to the park. They", "One day, a little dog", "The sun", "Mum said"
    };

    @Option(names = "--rounds", defaultValue = "7", description = "Rounds after two of warm-up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--clients", defaultValue = "16", description = "Callers at once (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--requests", defaultValue = "3", description = "Requests a caller makes (${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--json", description = "Also writes the table there.")
    private Optional<Path> json = Optional.empty();

    /** Runs the bench. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new ShareBench()).execute(words));
    }

    /**
     * One line of the table.
     *
     * @param median tokens a second of all callers together over all rounds; {@code low} and {@code high} are the slowest and
     *     the quickest round's
     * @param ratio the median over the first line's
     * @param processor milliseconds of processor time a token, all threads together, median over all rounds
     */
    private record Row(String run, double median, double low, double high, double ratio, double processor) {}

    private record Measurement(double rate, double processor) {}

    private record Contestant(String name, LanguageModel model, int callers) {}

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (LocalModel owner = LocalModel.embedded("stories15m")) {
            LocalModel alone = owner.endless();
            LocalModel one = owner.endless().shared(1);
            LocalModel two = owner.endless().shared(2);
            report(time(List.of(
                    new Contestant("not shared, 1 caller", alone, 1),
                    new Contestant("shared, 1 thread, 1 caller", one, 1),
                    new Contestant("shared, 2 threads, 1 caller", two, 1),
                    new Contestant("not shared, " + clients + " callers", alone, clients),
                    new Contestant("shared, 1 thread, " + clients + " callers", one, clients),
                    new Contestant("shared, 2 threads, " + clients + " callers", two, clients))));
        }
        return 0;
    }

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private List<Row> time(List<Contestant> contestants) throws InterruptedException, ExecutionException {
        double[][] rates = new double[contestants.size()][rounds];
        double[][] costs = new double[contestants.size()][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Measurement measured = measure(contestants.get(i), round);
                if (round >= 0) {
                    rates[i][round] = measured.rate();
                    costs[i][round] = measured.processor();
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            Arrays.sort(rates[i]);
            Arrays.sort(costs[i]);
            double median = rates[i][rounds / 2];
            double unit = rows.isEmpty() ? median : rows.getFirst().median();
            rows.add(new Row(
                    contestants.get(i).name(),
                    median,
                    rates[i][0],
                    rates[i][rounds - 1],
                    median / unit,
                    costs[i][rounds / 2]));
        }
        return rows;
    }

    /** One round; a single caller makes twice as many requests as each of several. */
    private Measurement measure(Contestant contestant, int round) throws InterruptedException, ExecutionException {
        int each = contestant.callers() == 1 ? 2 * requests : requests;
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int c = 0; c < contestant.callers(); c++) {
            int caller = c;
            callers.add(() -> ask(contestant.model(), caller, each, round));
        }
        int tokens = 0;
        long begin = System.nanoTime();
        long processorBegin = process.getProcessCpuTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> future : threads.invokeAll(callers)) {
                tokens += future.get();
            }
        }
        double millis = (process.getProcessCpuTime() - processorBegin) / 1e6;
        return new Measurement(tokens / ((System.nanoTime() - begin) / 1e9), millis / tokens);
    }

    private static int ask(LanguageModel model, int caller, int requests, int round) {
        int tokens = 0;
        for (int r = 0; r < requests; r++) {
            String beginning = BEGINNINGS[(caller + r) % BEGINNINGS.length];
            Query query = Query.of("caller " + caller + " request " + r, beginning);
            tokens += model.generate(new GenerationRequest(query, 0, 1, OPTIONS, Seeds.of(round)))
                    .getFirst()
                    .tokens();
        }
        return tokens;
    }

    private void report(List<Row> rows) {
        System.out.printf(
                "stories15m, %d tokens a sample, one sample a request, median of %d alternating rounds%n",
                TOKENS, rounds);
        System.out.printf("%-34s %9s %17s %7s %12s%n", "", "tokens/s", "slowest, quickest", "ratio", "CPU ms/token");
        for (Row row : rows) {
            System.out.printf(
                    "%-34s %9.0f %8.0f %8.0f %7.2f %12.2f%n",
                    row.run(), row.median(), row.low(), row.high(), row.ratio(), row.processor());
        }
        json.ifPresent(file -> AtomicFile.write(
                file, true, Json.write(Map.of("rows", rows)).concat("\n").getBytes(StandardCharsets.UTF_8)));
    }
}
