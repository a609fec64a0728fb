package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server must tell nobody: keys never, prompts only to the run that records them; and whom it may talk to. */
class ServeSecretsTest {
    private static final String UPSTREAM_KEY = "sk-canary-upstream-51f09c7d2ab84e63";
    private static final String CLIENT_KEY = "sk-canary-client-9e2b7c40d1f35a68";
    private static final String WRONG_KEY = "sk-canary-stranger-0c4d8e1f7a6b3925";
    private static final String TYPED_KEY = "sk-canary-typed-7b1d3f5a9c0e2846";
    private static final List<String> KEYS = List.of(UPSTREAM_KEY, CLIENT_KEY, WRONG_KEY, TYPED_KEY);
    private static final String PROMPT = "canary prompt 63d1";
    private static final String EVERY_WRITE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0"><event name="jdk.SocketWrite"><setting name="enabled">true</setting>
            <setting name="threshold">0 ns</setting><setting name="throttle">off</setting></event></configuration>
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path outside;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HoneProcess hone;

    /** An answer with what was asked. */
    private record Heard(String model, String prompt, int status, String text) {}

    @BeforeEach
    void start() throws IOException {
        hone = new HoneProcess(folder);
        Files.writeString(outside.resolve("keys"), CLIENT_KEY + "\n");
        Files.writeString(folder.resolve("serve.yaml"), "reward: agreement\nmax-budget: 8\n");
    }

    private ServeProcess serve(StubUpstream upstream, int down, List<String> javaOptions, String... more)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "--config",
                "serve.yaml",
                "--upstream",
                "m=http://127.0.0.1:" + upstream.port() + "/v1#m",
                "--upstream",
                "down=http://127.0.0.1:" + down + "/v1#m",
                "--upstream-key-env",
                "m=HONE_TEST_KEY",
                "--key-file",
                outside.resolve("keys").toString()));
        words.addAll(List.of(more));
        return ServeProcess.start(
                hone,
                Map.of("HONE_TEST_KEY", UPSTREAM_KEY),
                javaOptions,
                folder.resolve("log"),
                words.toArray(String[]::new));
    }

    @Test
    void keys_and_prompts_stay_where_they_belong_and_only_named_servers_are_called() throws Exception {
        Path recording = outside.resolve("sockets.jfr");
        Path settings = Files.writeString(outside.resolve("sockets.jfc"), EVERY_WRITE);
        Path noNames = Files.createFile(outside.resolve("hosts"));
        int down = freePort();
        try (ServerSocket decoy = new ServerSocket(0);
                StubUpstream upstream =
                        new StubUpstream(0, 0, "http://127.0.0.1:" + decoy.getLocalPort() + "/v1/chat/completions");
                ServeProcess server = serve(
                        upstream,
                        down,
                        List.of(
                                "-XX:StartFlightRecording=settings=" + settings + ",filename=" + recording,
                                "-Djdk.net.hosts.file=" + noNames))) {
            assertTrue(
                    server.log().lines().anyMatch(line -> line.startsWith("down") && line.contains("Nothing accepts")),
                    () -> "the probe's row: " + server.log());
            for (Heard heard : askEverything(server)) {
                requireNone(KEYS, heard.text(), heard.toString());
                if (heard.status() != 200) {
                    requireNone(List.of(PROMPT), heard.text(), heard.toString());
                }
            }
            try (StubUpstream late = new StubUpstream(down, 0, "");
                    HttpClient client = HttpClient.newHttpClient()) {
                String up = ServeProcess.send(client, server.chat("down", PROMPT, false, bearer()));
                assertTrue(up.contains("\"choices\""), up);
                assertEquals(
                        Set.of("null"),
                        new HashSet<>(late.authorisations()),
                        "the other upstream's key, or a client's");
            }
            assertEquals(Set.of("Bearer " + UPSTREAM_KEY), new HashSet<>(upstream.authorisations()));
            requireNothingKept();
            server.stop();
            requireNothingKept();
            decoy.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, decoy::accept);
            requireOnlyLoopback(recording, upstream.port(), decoy.getLocalPort());
        }
    }

    @Test
    void with_record_the_prompt_is_in_the_store_and_nowhere_else() throws Exception {
        try (StubUpstream upstream = new StubUpstream(0, 0, "");
                ServeProcess server = serve(upstream, freePort(), List.of(), "--record");
                HttpClient client = HttpClient.newHttpClient()) {
            for (boolean stream : new boolean[] {false, true}) {
                ServeProcess.send(client, server.chat("hone/m@2", PROMPT, stream, bearer()));
            }
            server.stop();
            Set<String> places = new HashSet<>();
            for (Path file : files()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                requireNone(KEYS, bytes, file.toString());
                if (bytes.contains(PROMPT)) {
                    places.add(file.getFileName().toString().replace("-wal", ""));
                }
            }
            assertEquals(Set.of("run.db"), places);
        }
    }

    @Test
    void a_key_that_was_typed_in_the_wrong_place_is_not_written_down() throws Exception {
        Files.writeString(folder.resolve("wrong.yaml"), "upstream-key-env: m=" + TYPED_KEY + "\n");
        String url = "m=http://127.0.0.1:9/v1#m";
        for (List<String> words : List.of(
                List.of("--upstream", url, "--upstream-key-env", "m=" + TYPED_KEY),
                List.of("--upstream", url, "--config", "wrong.yaml"),
                List.of("--upstream", "m=http://user:" + TYPED_KEY + "@127.0.0.1:9/v1#m"))) {
            List<String> all = new ArrayList<>(List.of("serve", "--port", "0"));
            all.addAll(words);
            HoneProcess.Outcome outcome = hone.run(all.toArray(String[]::new));
            assertNotEquals(0, outcome.exit());
            assertTrue(outcome.error().contains("\nMaybe "), outcome.error());
            requireNone(KEYS, outcome.out() + outcome.error(), "what is printed");
        }
        for (Path file : files()) {
            if (!file.endsWith("wrong.yaml")) {
                requireNone(KEYS, Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String[] bearer() {
        return new String[] {"Authorization", "Bearer " + CLIENT_KEY};
    }

    /** Every way to ask and to fail, at once; and what the server shows of itself afterwards. */
    private List<Heard> askEverything(ServeProcess server) throws Exception {
        List<Future<Heard>> answers = new ArrayList<>();
        List<Heard> heard = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String model : List.of("m", "hone/m@4", "hone/m@1", "hone/nobody@2")) {
                for (String more : List.of(
                        "", " status 302", " status 400", " status 401", " status 422", " status 429", " status 500")) {
                    for (boolean stream : new boolean[] {false, true}) {
                        HttpRequest request = server.chat(model, PROMPT + more, stream, bearer());
                        answers.add(threads.submit(() -> heard(client, model, PROMPT + more, request)));
                    }
                }
            }
            HttpRequest stranger = server.chat("m", PROMPT, false, "Authorization", "Bearer " + WRONG_KEY);
            answers.add(threads.submit(() -> heard(client, "hone/stranger", PROMPT, stranger)));
            HttpRequest half = server.request("/v1/chat/completions")
                    .headers(bearer())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"model\":\"m\",\"messages\":[{\"content\":\"" + PROMPT))
                    .build();
            answers.add(threads.submit(() -> heard(client, "hone/half", PROMPT, half)));
            HttpRequest wait = server.chat("hone/m@4", PROMPT + " status 503", false, bearer());
            Future<?> _ = threads.submit(() -> heard(client, "hone/m@4", PROMPT, wait));
            for (Future<Heard> answer : answers) {
                heard.add(answer.get());
            }
            long began = System.nanoTime();
            while (!server.log().contains("Trying again in")) {
                assertTrue(System.nanoTime() - began < 20_000_000_000L, "no note of the wait: " + server.log());
                Thread.sleep(20);
            }
            for (String path : List.of("/metrics", "/status.json", "/", "/v1/models", "/nowhere")) {
                HttpRequest look = server.request(path).headers(bearer()).build();
                heard.add(heard(client, "hone/page", path, look));
                requireNone(List.of(PROMPT), heard.getLast().text(), path);
            }
            threads.shutdownNow(); // the one that waits is not waited for
        }
        Set<Integer> statuses = new HashSet<>();
        heard.forEach(one -> statuses.add(one.status()));
        assertTrue(statuses.containsAll(Set.of(200, 400, 401, 404, 429, 502)), statuses::toString);
        return heard;
    }

    private static Heard heard(HttpClient client, String model, String prompt, HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(request, (_, _) -> true)
                        .timeout(Duration.ofSeconds(40))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Heard(model, prompt, answer.statusCode(), answer.headers().map() + "\n" + answer.body());
    }

    private void requireNothingKept() throws IOException {
        for (Path file : files()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            requireNone(KEYS, bytes, file.toString());
            requireNone(List.of(PROMPT), bytes, file.toString());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void requireNone(List<String> words, String text, String where) {
        for (String word : words) {
            assertFalse(text.contains(word), () -> where + " holds '" + word + "'");
        }
    }

    /** The virtual machine's own record of every write to a socket, whatever code made it. */
    private static void requireOnlyLoopback(Path recording, int upstream, int decoy) throws IOException {
        Set<Integer> ports = new HashSet<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            String address = event.getString("address");
            assertTrue(address.equals("127.0.0.1"), () -> "a connection to " + event);
            ports.add(event.getInt("port"));
        }
        assertTrue(ports.contains(upstream), "the recorder saw nothing");
        assertFalse(ports.contains(decoy), "the decoy was called");
    }
}
