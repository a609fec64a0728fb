import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rounds of requests at a fixed rate to a server, and an upstream that answers them at once: {@code java Rounds.java}. */
public class Rounds {
    private static final byte[] ANSWER = ("{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}")
            .getBytes(StandardCharsets.UTF_8);

    private Rounds() {}

    /** The upstream. */
    public static void main(String[] args) throws IOException {
        upstream();
    }

    /** Starts the upstream in a process of its own, its log in a file. */
    static Process startUpstream(Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsun.net.httpserver.nodelay=true",
                        "-Dsun.net.httpserver.maxIdleConnections=4096", // beyond 200 it would hang up after an answer
                        Path.of("bench/serve/Rounds.java").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Runs {@code ./hone}, or what HONE names, its output in a file. */
    static Process hone(Path log, String... words) throws IOException {
        return hone(System.getenv().getOrDefault("HONE", "hone"), Map.of(), log, words);
    }

    /** Runs a {@code hone} in an environment with more in it, its output in a file. */
    static Process hone(String hone, Map<String, String> environment, Path log, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(hone).toAbsolutePath().toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    static int upstreamPort(Path log) throws Exception {
        return port(log, Pattern.compile("port (\\d+)"));
    }

    static int honePort(Path log) throws Exception {
        return port(log, Pattern.compile("Serving on http://127\\.0\\.0\\.1:(\\d+)/"));
    }

    private static void upstream() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        System.out.println("port " + server.getAddress().getPort());
    }

    /**
     * Milliseconds from when a request was due to its answer's last byte, sorted.
     *
     * @param text of each request, without anything that JSON escapes
     */
    static double[] round(int port, String model, IntFunction<String> text, int rate, int seconds) throws Exception {
        int n = rate * seconds;
        double[] times = new double[n];
        AtomicInteger errors = new AtomicInteger();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < n; i++) {
                int at = i;
                HttpRequest request = request(port, model, text.apply(i));
                long due = start + i * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                all.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).handle((answer, failure) -> {
                    times[at] = (System.nanoTime() - due) / 1e6;
                    if (failure != null || answer.statusCode() != 200) {
                        errors.incrementAndGet();
                    }
                    return null;
                }));
            }
            all.forEach(CompletableFuture::join);
        }
        if (errors.get() > 0) {
            throw new IOException(errors + " errors of " + n);
        }
        Arrays.sort(times);
        return times;
    }

    /** Requests one after another, to warm up: however busy the machine is, none waits for another. */
    static void inTurn(int port, String model, IntFunction<String> text, int requests) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < requests; i++) {
                HttpResponse<byte[]> answer = client.send(request(port, model, text.apply(i)), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != 200) {
                    throw new IOException("status " + answer.statusCode());
                }
            }
        }
    }

    private static HttpRequest request(int port, String model, String text) {
        String json = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    static void print(String row, double[][] rounds) {
        System.out.printf(
                Locale.ROOT,
                "%-30s p50 %.3f ms [%.3f to %.3f]   p99 %.3f ms [%.3f to %.3f]%n",
                row,
                median(rounds, .5),
                extreme(rounds, .5, false),
                extreme(rounds, .5, true),
                median(rounds, .99),
                extreme(rounds, .99, false),
                extreme(rounds, .99, true));
    }

    static double median(double[][] rounds, double quantile) {
        return Arrays.stream(rounds).mapToDouble(r -> at(r, quantile)).sorted().toArray()[rounds.length / 2];
    }

    private static double extreme(double[][] rounds, double quantile, boolean largest) {
        var values = Arrays.stream(rounds).mapToDouble(r -> at(r, quantile));
        return largest ? values.max().orElseThrow() : values.min().orElseThrow();
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))];
    }

    static long cpu(Process process) {
        // the launcher becomes the JVM by exec, so this is Hone's own time
        return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static int port(Path log, Pattern line) throws Exception {
        for (int i = 0; i < 1200; i++) {
            Thread.sleep(100);
            Matcher found = line.matcher(Files.readString(log));
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
        }
        throw new IOException("not started: " + Files.readString(log));
    }
}
