import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * What Hone adds to a call where it looks at the question: a router on MiniLM embeddings and words chooses one of two models, both of
 * them an upstream that answers at once. Questions of ten words, new ones and one whose embedding is kept, beside the upstream
 * asked directly, in alternating rounds. What the embedding itself takes is traced in the same process (JDK Flight Recorder).
 *
 * <p>Where HONE_BEFORE names another {@code hone}, its rounds alternate with those of the one that HONE names.
 *
 * <pre>java bench/serve/EmbeddingOverhead.java [RATE] [ROUNDS] [SECONDS] [WARM-UP: requests a row]</pre>
 */
public class EmbeddingOverhead {
    private static final int FITTED = 400; // questions that the router knows
    private static final String[] EASY = "apples pears count add sum basket market price small number".split(" ");
    private static final String[] HARD = "prove lemma integral manifold bound converge topology kernel limit norm".split(" ");
    private static final String NAME = "hone/weak|strong@50%";
    private static final String KEPT = "add apples and pears in a basket at the market";
    private static final String TRACED = "dev.hone.embedding.Encoder::encode;dev.hone.embedding.MiniLm::of;dev.hone.budget.arms.ArmRouter::options";

    private final SplittableRandom random = new SplittableRandom(System.nanoTime()); // no question of an earlier run may come again
    private final AtomicInteger fresh = new AtomicInteger();

    private EmbeddingOverhead() {}

    /** A Hone that is measured. */
    private record Served(String label, Process process, int port, Path trace, Map<String, double[][]> times, Map<String, double[][]> cpu, List<Instant[]> fresh) {}

    /** A row: what is asked for, and whether each question is new. */
    private record Row(String label, String model, boolean fresh) {}

    private static final List<Row> ROWS = List.of(
            new Row("passed through", "weak", true),
            new Row("planned, nothing looked at", "hone/weak@1", true),
            new Row("routed, embedding kept", NAME, false),
            new Row("routed, new question", NAME, true));

    public static void main(String[] args) throws Exception {
        int[] numbers = {20, 5, 10, 500};
        for (int i = 0; i < args.length; i++) {
            numbers[i] = Integer.parseInt(args[i]);
        }
        new EmbeddingOverhead().run(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private void run(int rate, int rounds, int seconds, int warm) throws Exception {
        Path work = Files.createTempDirectory("embedding-overhead");
        fit(work);
        Process upstream = Rounds.startUpstream(work.resolve("upstream.log"));
        int direct = Rounds.upstreamPort(work.resolve("upstream.log"));
        List<Served> all = new ArrayList<>();
        try {
            if (System.getenv("HONE_BEFORE") != null) {
                all.add(serve("before", System.getenv("HONE_BEFORE"), work, direct, rounds));
            }
            all.add(serve("Hone", System.getenv().getOrDefault("HONE", "hone"), work, direct, rounds));
            double[][] directTimes = new double[rounds][];
            Rounds.round(direct, "m", _ -> "hi", rate, 5);
            for (Served hone : all) {
                for (Row row : ROWS) {
                    Rounds.inTurn(hone.port(), row.model(), _ -> text(row), warm);
                }
            }
            for (int r = 0; r < rounds; r++) {
                directTimes[r] = Rounds.round(direct, "m", _ -> KEPT, rate, seconds);
                for (Row row : ROWS) {
                    for (Served hone : all) {
                        measure(hone, row, r, rate, seconds);
                    }
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d requests a second, %d rounds of %d s after %d of each row, a router that knows %d questions%n",
                    rate, rounds, seconds, warm, FITTED);
            Rounds.print("direct", directTimes);
        } finally {
            upstream.destroy();
            for (Served hone : all) {
                hone.process().destroy();
                hone.process().waitFor();
            }
        }
        all.forEach(EmbeddingOverhead::report);
    }

    private void measure(Served hone, Row row, int round, int rate, int seconds) throws Exception {
        Instant began = Instant.now();
        long before = Rounds.cpu(hone.process());
        hone.times().get(row.label())[round] = Rounds.round(hone.port(), row.model(), _ -> text(row), rate, seconds);
        hone.cpu().get(row.label())[round] = new double[] {(Rounds.cpu(hone.process()) - before) / 1e6 / (rate * seconds)};
        if (row.model().equals(NAME) && row.fresh()) {
            hone.fresh().add(new Instant[] {began, Instant.now()});
        }
    }

    private static Served serve(String label, String command, Path work, int direct, int rounds) throws Exception {
        String url = "=http://127.0.0.1:" + direct + "/v1#m";
        Path log = work.resolve(label + ".log");
        Path trace = work.resolve(label + ".jfr");
        Process process = Rounds.hone(
                command,
                Map.of("JAVA_TOOL_OPTIONS", "-XX:StartFlightRecording:settings=none,+jdk.MethodTrace#filter=" + TRACED
                        + ",+jdk.MethodTrace#enabled=true,+jdk.MethodTrace#threshold=0ms,+jdk.MethodTrace#stackTrace=false,filename=" + trace),
                log,
                "serve", "--port", "0", "--runs", work.resolve("runs-" + label).toString(),
                "--upstream", "weak" + url, "--upstream", "strong" + url, "--predictor", work.resolve("router").toString());
        Map<String, double[][]> times = new LinkedHashMap<>();
        Map<String, double[][]> cpu = new LinkedHashMap<>();
        for (Row row : ROWS) {
            times.put(row.label(), new double[rounds][]);
            cpu.put(row.label(), new double[rounds][]);
        }
        return new Served(label, process, Rounds.honePort(log), trace, times, cpu, new ArrayList<>());
    }

    private static void report(Served hone) {
        hone.times().forEach((row, times) -> {
            Rounds.print(hone.label() + ": " + row, times);
            System.out.printf(Locale.ROOT, "%60s%.2f ms of processor time a request%n", "", Rounds.median(hone.cpu().get(row), 0));
        });
        try (RecordingFile file = new RecordingFile(hone.trace())) {
            Map<String, List<Double>> traced = new TreeMap<>();
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                Instant at = event.getStartTime();
                if (event.getEventType().getName().equals("jdk.MethodTrace")
                        && hone.fresh().stream().anyMatch(window -> at.isAfter(window[0]) && at.isBefore(window[1]))) {
                    RecordedMethod method = event.getValue("method");
                    traced.computeIfAbsent(method.getType().getName() + "." + method.getName(), _ -> new ArrayList<>())
                            .add(event.getDuration().toNanos() / 1e6);
                }
            }
            traced.forEach((method, times) -> {
                double[] sorted = times.stream().mapToDouble(t -> t).sorted().toArray();
                System.out.printf(
                        Locale.ROOT, "%s: of a new question, in the server at this rate: %s p50 %.3f ms, p99 %.3f ms (%d)%n",
                        hone.label(), method, sorted[sorted.length / 2], sorted[(int) (.99 * (sorted.length - 1))], sorted.length);
            });
        } catch (IOException e) {
            System.out.println("no trace: " + e);
        }
    }

    private String text(Row row) {
        return row.fresh() ? question(random, fresh.incrementAndGet()) : KEPT;
    }

    private static void fit(Path work) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder pool = new StringBuilder();
        for (int i = 0; i < FITTED; i++) {
            boolean hard = i % 2 == 1;
            pool.append(String.format(
                    Locale.ROOT,
                    "{\"id\":\"q%d\",\"group\":\"%s\",\"prompt\":\"%s\",\"arms\":{\"weak\":{\"rewards\":[%d]},\"strong\":{\"rewards\":[1]}}}%n",
                    i, hard ? "hard" : "easy", words(random, hard), hard ? 0 : 1));
        }
        Path file = Files.writeString(work.resolve("pool.jsonl"), pool);
        Path log = work.resolve("fit.log");
        Process fit = Rounds.hone(
                log, "budget", "fit", file.toString(), "--arms", "weak,strong", "--runs", work.resolve("runs").toString(),
                "--out", work.resolve("router").toString());
        if (fit.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
    }

    /** Ten words that nobody asked before. */
    private static String question(SplittableRandom random, int number) {
        return words(random, number % 2 == 1) + " " + number;
    }

    private static String words(SplittableRandom random, boolean hard) {
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < 9; w++) {
            String[] from = hard ? HARD : EASY;
            text.append(w == 0 ? "" : " ").append(from[random.nextInt(from.length)]);
        }
        return text.toString();
    }
}
