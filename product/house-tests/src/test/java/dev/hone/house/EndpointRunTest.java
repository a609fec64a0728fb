package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hone.core.run.RunState;
import dev.hone.core.run.Runs;
import dev.hone.lm.format.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over a real HTTP server that returns one sample a call: stopped by a limit, continued, never paid for twice. */
class EndpointRunTest {
    private static final String KEY = "sk-never-to-be-seen";

    @TempDir
    private Path folder;

    private final AtomicInteger calls = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HoneProcess hone;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
        hone = new HoneProcess(folder);
        Files.write(
                folder.resolve("q.jsonl"),
                List.of(
                        "{\"id\":\"a\",\"prompt\":\"1+1=\",\"reference\":\"2\"}",
                        "{\"id\":\"b\",\"prompt\":\"1+2=\",\"reference\":\"2\"}"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        int number = calls.incrementAndGet();
        byte[] body = ("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + number % 3
                        + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":1}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private HoneProcess.Outcome sample(String... more) throws IOException, InterruptedException {
        String model = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1#small";
        List<String> words = new ArrayList<>(List.of(
                "budget", "sample", "q.jsonl", "--model", model, "--reward", "number", "--n", "4", "--out", "p.jsonl"));
        words.addAll(List.of(more));
        return hone.run(Map.of("OPENAI_API_KEY", KEY), words.toArray(String[]::new));
    }

    @Test
    void a_run_that_its_limit_stopped_is_continued_by_the_same_command() throws Exception {
        HoneProcess.Outcome limited = sample("--max-calls", "3", "--concurrency", "1");

        assertNotEquals(0, limited.exit(), limited.error());
        assertTrue(limited.error().contains("\nMaybe "), limited.error());
        assertEquals(3, calls.get());
        assertEquals(
                RunState.INTERRUPTED,
                new Runs(folder.resolve("home/runs")).find("last").state());
        assertFalse(Files.exists(folder.resolve("p.jsonl")));

        HoneProcess.Outcome again = sample("--max-calls", "3", "--concurrency", "1");

        assertNotEquals(0, again.exit(), "the limit is the run's, not a process's");
        assertEquals(3, calls.get());

        HoneProcess.Outcome more = sample("--max-calls", "5", "--concurrency", "1");

        assertNotEquals(0, more.exit(), more.error());
        assertEquals(5, calls.get());
        assertTrue(more.error().contains("of which 3 are kept; the others: "), more.error());
        assertTrue(more.error().contains("Spent: 5 calls, 20 prompt and 5 sampled tokens"), more.error());

        HoneProcess.Outcome rest = sample("--concurrency", "1");

        assertEquals(0, rest.exit(), rest.error());
        assertEquals(8, calls.get(), "a sample was paid for twice, or is missing");
        Pool pool = Pool.read(folder.resolve("p.jsonl")).requireGraded();
        assertTrue(pool.entries().stream()
                .allMatch(entry -> entry.arm("").orElseThrow().samples().size() == 4));
    }

    @Test
    void a_stopped_run_is_resumed_under_a_higher_limit() throws Exception {
        sample("--max-calls", "3", "--concurrency", "1");
        HoneProcess.Outcome more = hone.run("runs", "resume", "last", "--max-calls", "5");
        assertNotEquals(0, more.exit(), more.error());
        assertEquals(5, calls.get(), more.error());
        HoneProcess.Outcome other = hone.run("runs", "resume", "last", "--n", "2");
        assertTrue(other.error().contains("asks for something else than run"), other.error());
        assertEquals(5, calls.get());
        HoneProcess.Outcome rest = hone.run("runs", "resume", "last", "--max-calls", "50");
        assertEquals(0, rest.exit(), rest.error());
        assertEquals(8, calls.get());
    }

    @Test
    void a_run_is_resumed_where_its_runs_are_kept() throws Exception {
        Path kept = folder.resolve("other place/runs");
        sample("--max-calls", "3", "--concurrency", "1", "--runs", kept.toString());
        Path moved = Files.move(kept, folder.resolve("moved runs"));
        HoneProcess.Outcome list = hone.run("runs", "list", "--runs", moved.toString());
        String id = new Runs(moved).find("last").id();
        assertTrue(list.out().contains("hone runs resume " + id + " --runs '" + moved + "'"), list.out());
        HoneProcess.Outcome rest = hone.run("runs", "resume", id, "--runs", moved.toString(), "--max-calls", "50");
        assertEquals(0, rest.exit(), rest.error());
        assertEquals(8, calls.get(), "the samples already paid for were not found");
        assertFalse(Files.exists(kept));
        assertFalse(Files.exists(folder.resolve("home/runs")));
    }

    @Test
    void a_run_of_standard_input_is_resumed_with_the_same_input_only() throws Exception {
        String queries = Files.readString(folder.resolve("q.jsonl"));
        String model = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1#small";
        String[] words = {
            "budget",
            "sample",
            "-",
            "--model",
            model,
            "--reward",
            "number",
            "--n",
            "4",
            "--out",
            "p.jsonl",
            "--max-calls",
            "3"
        };
        assertNotEquals(0, hone.runOn(queries, words).exit());
        HoneProcess.Outcome none = hone.run("runs", "resume", "last");
        assertTrue(none.error().contains("read standard input: it goes on if the same is piped in"), none.error());
        HoneProcess.Outcome changed =
                hone.runOn(queries.replace("1+2", "1+3"), "runs", "resume", "last", "--max-calls", "50");
        assertTrue(changed.error().contains("The input queries (standard input) changed"), changed.error());
        HoneProcess.Outcome same = hone.runOn(queries, "runs", "resume", "last", "--max-calls", "50");
        assertEquals(0, same.exit(), same.error());
        assertEquals(8, calls.get());
    }

    @Test
    void a_dry_run_says_what_it_would_cost_and_calls_nothing() throws Exception {
        HoneProcess.Outcome outcome = sample("--dry-run");

        assertEquals(0, outcome.exit(), outcome.error());
        assertTrue(outcome.error().contains("2 queries x 4 samples"), outcome.error());
        assertEquals(0, calls.get());
        assertFalse(Files.exists(folder.resolve("p.jsonl")));
    }

    @Test
    void a_planned_run_says_what_it_will_call_before_it_calls() throws Exception {
        Files.write(
                folder.resolve("pool.jsonl"),
                IntStream.range(0, 8)
                        .mapToObj(
                                i -> "{\"id\":\"" + i + "\",\"prompt\":\"" + i + "+1=\",\"rewards\":[0," + i % 2 + "]}")
                        .toList());
        assertEquals(
                0,
                hone.run("budget", "fit", "pool.jsonl", "--features", "text", "--out", "P")
                        .exit());
        String model = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1#small";
        String words =
                "budget run q.jsonl --predictor P --mean-budget 3 --reward number --out a.jsonl --model " + model;
        HoneProcess.Outcome outcome = hone.run(words.split(" "));
        assertEquals(0, outcome.exit(), outcome.error());
        int announced = outcome.error().indexOf("2 queries x 3 samples: 2 calls");
        assertTrue(announced >= 0 && announced < outcome.error().indexOf("Spent:"), outcome.error());
    }

    @Test
    void the_key_reaches_no_file_and_no_line() throws Exception {
        HoneProcess.Outcome outcome = sample();

        assertEquals(0, outcome.exit(), outcome.error());
        assertFalse((outcome.out() + outcome.error()).contains(KEY));
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(KEY), () -> file + " holds the key");
            }
        }
    }
}
