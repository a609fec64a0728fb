import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The whole chain: one Hone serves the model {@code arithmetic}, others stand before it and plan, and a plain client asks 2,000
 * questions. Quality is the share of right answers, samples are those drawn; the last two columns are paired with the row named.
 *
 * <pre>java bench/serve/Chain.java [WORK] [SEED]</pre>
 *
 * Work that is done (queries, pool, predictor) is kept in WORK and not done again.
 */
public class Chain {
    private static final int QUESTIONS = 2000;
    private static final int CLIENTS = 8;
    private static final Pattern NUMBER = Pattern.compile("\"samples\":(\\d+)");
    private static final Pattern TOKENS = Pattern.compile("\"completion_tokens\":(\\d+),\"total_tokens\"");
    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");

    /** One answer. */
    private record Answer(boolean right, int samples, long tokens) {}

    private final Path work;
    private final Path hone =
            Path.of(System.getenv().getOrDefault("HONE", "hone")).toAbsolutePath();
    private final List<Process> servers = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String[]> questions = new ArrayList<>();

    private Chain(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args.length > 0 ? args[0] : "target/bench-serve");
        String seed = args.length > 1 ? args[1] : "31";
        Files.createDirectories(work);
        Chain chain = new Chain(work);
        try {
            chain.run(seed);
        } finally {
            for (Process server : chain.servers) {
                server.destroy();
                server.waitFor();
            }
        }
    }

    private void run(String seed) throws Exception {
        make("fit.jsonl", "queries", "arithmetic", "--n", "5000", "--seed", "21");
        make("ask-" + seed + ".jsonl", "queries", "arithmetic", "--n", "" + QUESTIONS, "--seed", seed);
        make("pool.jsonl", "budget", "sample", path("fit.jsonl"), "--model", "arithmetic", "--reward", "number", "--n", "64",
                "--max-tokens", "16");
        make("predictor", "budget", "fit", path("pool.jsonl"), "--features", "hidden:arithmetic");
        for (String line : Files.readAllLines(work.resolve("ask-" + seed + ".jsonl"))) {
            questions.add(new String[] {field(line, "prompt"), field(line, "reference")});
        }
        String reward = "command:" + Path.of(System.getProperty("java.home"), "bin", "java") + " examples/SumReward.java";
        int back = serve("back", "--local", "arithmetic");
        String upstream = "m=http://127.0.0.1:" + back + "/v1#arithmetic";
        int plain = serve("plain", "--upstream", upstream, "--reward", reward);
        int planned = serve("planned", "--upstream", upstream, "--reward", reward, "--predictor", path("predictor"));
        int votes = serve("votes", "--upstream", upstream, "--reward", "agreement");
        long before = counted(back, "hone_samples_total{", "");
        long tokensBefore = counted(back, "gen_ai_client_token_usage_sum{", "\"output\"");
        System.out.printf("%-44s %8s %8s %24s %8s%n", "row", "quality", "samples", "quality, paired", "ratio");
        Answer[] eight = row("best of 8", plain, "hone/m@8", "false", null);
        row("planned, no stop, mean 6", planned, "hone/m@6", "false", eight);
        Answer[] early = row("best of 8, stop at the first success", plain, "hone/m@8", "true", null);
        row("planned, stop, mean 3.2", planned, "hone/m@3.2", "true", early);
        Answer[] vote = row("vote of 8", votes, "hone/m@8", "false", null);
        row("vote of 8, stop when settled", votes, "hone/m@8", "true", vote);
        System.out.printf(
                "clients were told %d samples, %d tokens; the first Hone counted %d samples, %d tokens%n",
                total,
                tokens,
                counted(back, "hone_samples_total{", "") - before,
                counted(back, "gen_ai_client_token_usage_sum{", "\"output\"") - tokensBefore);
    }

    private long total;
    private long tokens;

    private Answer[] row(String name, int port, String model, String stop, Answer[] beside) throws Exception {
        Answer[] answers = new Answer[questions.size()];
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < answers.length; i++) {
                int at = i;
                all.add(clients.submit(() -> answers[at] = ask(port, model, stop, questions.get(at))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        double quality = Arrays.stream(answers).mapToInt(a -> a.right() ? 1 : 0).average().orElseThrow();
        double samples = Arrays.stream(answers).mapToInt(Answer::samples).average().orElseThrow();
        total += Arrays.stream(answers).mapToLong(Answer::samples).sum();
        tokens += Arrays.stream(answers).mapToLong(Answer::tokens).sum();
        String paired = "";
        String ratio = "";
        if (beside != null) {
            paired = interval(answers, beside);
            double other = Arrays.stream(beside).mapToInt(Answer::samples).average().orElseThrow();
            ratio = String.format(Locale.ROOT, "%.3f", samples / other);
        }
        System.out.printf(Locale.ROOT, "%-44s %8.4f %8.3f %24s %8s%n", name, quality, samples, paired, ratio);
        return answers;
    }

    /** Difference in quality with the 95 % interval of 4,000 resamples of questions. */
    private static String interval(Answer[] a, Answer[] b) {
        SplittableRandom random = new SplittableRandom(1);
        DoubleBinaryOperator right = (i, _) -> (a[(int) i].right() ? 1 : 0) - (b[(int) i].right() ? 1 : 0);
        double mean = 0;
        for (int i = 0; i < a.length; i++) {
            mean += right.applyAsDouble(i, 0) / a.length;
        }
        double[] means = new double[4000];
        for (int r = 0; r < means.length; r++) {
            for (int i = 0; i < a.length; i++) {
                means[r] += right.applyAsDouble(random.nextInt(a.length), 0) / a.length;
            }
        }
        Arrays.sort(means);
        return String.format(Locale.ROOT, "%+.4f [%+.4f, %+.4f]", mean, means[100], means[3899]);
    }

    private Answer ask(int port, String model, String stop, String[] question) throws Exception {
        String json = "{\"model\":\"" + model + "\",\"max_tokens\":16,\"hone\":{\"stop\":" + stop
                + "},\"messages\":[{\"role\":\"user\",\"content\":\"" + question[0] + "\"}]}";
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        String body = answer.body();
        return new Answer(
                first(CONTENT, body).strip().equals(question[1]),
                Integer.parseInt(first(NUMBER, body)),
                Long.parseLong(first(TOKENS, body)));
    }

    /** The sum of a server's counters whose line begins so and holds a label. */
    private long counted(int port, String start, String label) throws Exception {
        String metrics = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return (long) metrics.lines()
                .filter(line -> line.startsWith(start) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private int serve(String name, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(hone.toString(), "serve", "--port", "0", "--fresh"));
        command.addAll(List.of("--runs", path("runs-" + name)));
        command.addAll(List.of(words));
        Path log = work.resolve(name + ".log");
        servers.add(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
        Pattern serving = Pattern.compile("Serving on http://127\\.0\\.0\\.1:(\\d+)/");
        for (int i = 0; i < 600; i++) {
            Thread.sleep(100);
            Matcher line = serving.matcher(Files.readString(log));
            if (line.find()) {
                return Integer.parseInt(line.group(1));
            }
        }
        throw new IOException(name + " does not serve: " + Files.readString(log));
    }

    private void make(String file, String... words) throws Exception {
        if (Files.exists(work.resolve(file))) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(hone.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--out", path(file)));
        if (!words[0].equals("queries")) {
            command.addAll(List.of("--runs", path("runs")));
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        try (InputStream _ = process.getInputStream()) {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        }
    }

    private String path(String file) {
        return work.resolve(file).toString();
    }

    private static String field(String line, String name) {
        return first(Pattern.compile("\"" + name + "\":\"([^\"]*)\""), line);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in " + text);
        }
        return matcher.group(1);
    }
}
