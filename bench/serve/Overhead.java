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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Hone adds to a call: an upstream that answers at once is asked directly and through Hone, in alternating rounds, requests
 * sent at a fixed rate whether earlier ones are answered or not.
 *
 * <pre>java bench/serve/Overhead.java [RATE] [ROUNDS] [SECONDS]</pre>
 */
public class Overhead {
    private static final byte[] ANSWER = ("{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}")
            .getBytes(StandardCharsets.UTF_8);

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("upstream")) {
            upstream();
            return;
        }
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        Path work = Files.createTempDirectory("overhead");
        Process upstream = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsun.net.httpserver.nodelay=true",
                        Path.of("bench/serve/Overhead.java").toAbsolutePath().toString(),
                        "upstream")
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("upstream.log").toFile())
                .start();
        int direct = port(work.resolve("upstream.log"), Pattern.compile("port (\\d+)"));
        Process hone = new ProcessBuilder(
                        Path.of("hone").toAbsolutePath().toString(), "serve", "--port", "0", "--runs", work.resolve("runs").toString(),
                        "--upstream", "m=http://127.0.0.1:" + direct + "/v1#m")
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("hone.log").toFile())
                .start();
        try {
            int through = port(work.resolve("hone.log"), Pattern.compile("Serving on http://127\\.0\\.0\\.1:(\\d+)/"));
            double[][] directTimes = new double[rounds][];
            double[][] passedTimes = new double[rounds][];
            double[][] plannedTimes = new double[rounds][];
            for (int warm : new int[] {100, Math.min(rate, 300), Math.min(rate, 600)}) { // a cold JVM can't take the full rate
                for (String model : List.of("m", "hone/m")) {
                    round(through, model, warm, 4);
                }
            }
            round(direct, "m", rate, 5);
            long cpu = 0;
            for (int r = 0; r < rounds; r++) {
                directTimes[r] = round(direct, "m", rate, seconds);
                long before = cpu(hone);
                passedTimes[r] = round(through, "m", rate, seconds);
                cpu += cpu(hone) - before;
                plannedTimes[r] = round(through, "hone/m", rate, seconds);
            }
            System.out.printf(Locale.ROOT, "%d requests a second, %d rounds of %d s%n", rate, rounds, seconds);
            print("direct", directTimes);
            print("through Hone", passedTimes);
            print("hone/m (planned, one sample)", plannedTimes);
            System.out.printf(
                    Locale.ROOT, "Hone's processor time a request passed through: %.3f ms%n", cpu / 1e6 / ((double) rate * rounds * seconds));
        } finally {
            hone.destroy();
            upstream.destroy();
            hone.waitFor();
        }
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

    /** Milliseconds from when a request was due to its answer's last byte. */
    private static double[] round(int port, String model, int rate, int seconds) throws Exception {
        byte[] json = ("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
        int n = rate * seconds;
        double[] times = new double[n];
        AtomicInteger errors = new AtomicInteger();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < n; i++) {
                int at = i;
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

    private static void print(String row, double[][] rounds) {
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

    private static double median(double[][] rounds, double quantile) {
        return Arrays.stream(rounds).mapToDouble(r -> at(r, quantile)).sorted().toArray()[rounds.length / 2];
    }

    private static double extreme(double[][] rounds, double quantile, boolean largest) {
        var values = Arrays.stream(rounds).mapToDouble(r -> at(r, quantile));
        return largest ? values.max().orElseThrow() : values.min().orElseThrow();
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))];
    }

    private static long cpu(Process process) {
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
