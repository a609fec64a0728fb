package dev.hone.serve.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.serve.http.HttpShell;
import dev.hone.serve.http.ShellOptions;
import dev.hone.serve.openai.ApiError;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page as served, and what a browser makes of it; the latter needs Chromium on the path. */
@Timeout(300)
class PageTest {
    private volatile Status status = SampleStatus.busy();
    private HttpShell shell;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        Page page = new Page(() -> status);
        shell = new HttpShell(
                ShellOptions.loopback(0).withGrace(Duration.ZERO),
                e -> {
                    if (!page.answer(e)) {
                        throw ApiError.invalid("path", "none");
                    }
                },
                () -> true,
                s -> {},
                Listener.NONE);
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + shell.port() + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void the_page_is_whole_in_itself_and_forbids_everything_else() throws Exception {
        HttpResponse<String> answer = get("/");
        assertEquals(200, answer.statusCode());
        assertEquals("text/html; charset=utf-8", header(answer, "content-type"));
        assertEquals("nosniff", header(answer, "x-content-type-options"));
        assertEquals("no-referrer", header(answer, "referrer-policy"));
        String policy = header(answer, "content-security-policy");
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(policy.contains("http"), policy);
        assertFalse(answer.body().contains("http://"), "the page points elsewhere");
        assertFalse(answer.body().contains("https://"), "the page points elsewhere");
        assertFalse(answer.body().contains("/*s"), "the page lacks its style or script");
        assertFalse(answer.body().contains("innerHTML"), "text could become markup");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void the_status_is_json_and_what_is_not_known_is_no_number() throws Exception {
        HttpResponse<String> answer = get("/status.json");
        assertEquals("application/json", header(answer, "content-type"));
        assertEquals("no-store", header(answer, "cache-control"));
        JsonNode json = Json.read(answer.body());
        assertEquals(2004, json.get("requests").asLong());
        assertEquals(.461, json.get("spent").get("saving").get("estimate").asDouble());
        assertEquals("STRONG_SHARE", json.get("served").get(1).get("unit").asString());
        assertEquals(
                "NaN", json.get("served").get(3).get("mean").get("estimate").asString());
        assertEquals("DOWN", json.get("upstreams").get(2).get("health").asString());
        assertEquals(502, json.get("errors").get(0).get("status").asInt());
    }

    @Test
    void other_paths_and_methods_are_not_its_own() throws Exception {
        assertEquals(400, get("/index.html").statusCode());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest post = HttpRequest.newBuilder(URI.create("http://localhost:" + shell.port() + "/"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertEquals(400, client.send(post, BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void a_browser_shows_the_numbers_and_runs_nothing_that_a_model_wrote() throws Exception {
        Seen seen = open();
        assertEquals(List.of(), seen.complaints());
        for (String part : List.of(
                ">2,004<",
                ">8,512<",
                "of 16,000 spent uniformly",
                ">4.9M<",
                ">46 %<",
                "95 % interval 43 % to 49 %",
                "3.94 of 4.00",
                "26.2 % of 30.0 %",
                "$0.00214 of $0.00200",
                "degraded: 2,950 calls, 120 failed, median 310 ms",
                "serving, 2 of 3 upstreams not well",
                ">cut<",
                "41 s ago",
                "recording",
                "up 4 h")) {
            assertTrue(seen.dom().contains(part), () -> part + " is not in\n" + seen.dom());
        }
        assertTrue(seen.dom().contains("<title>Hone</title>"), "a model's name ran");
        assertTrue(seen.dom().contains("&lt;img src=x"), "the name is not shown");
        assertFalse(seen.dom().contains("<img"), "a model's name became markup");
        assertEquals(1, seen.dom().split("bar over", -1).length - 1, "one name is over its target");
    }

    @Test
    void a_server_without_a_request_yet_says_so() throws Exception {
        status = SampleStatus.fresh();
        Seen seen = open();
        assertEquals(List.of(), seen.complaints());
        for (String part :
                List.of("No request yet.", "No upstream is configured.", ">None.<", "nothing to compare yet", ">–<")) {
            assertTrue(seen.dom().contains(part), () -> part + " is not in\n" + seen.dom());
        }
        assertFalse(seen.dom().contains("NaN"), seen::dom);
        assertFalse(seen.dom().contains("undefined"), seen::dom);
    }

    /** The page after its script has run, and what the browser said about it. */
    private record Seen(String dom, String log) {
        List<String> complaints() {
            return log.lines().filter(line -> line.contains("CONSOLE")).toList();
        }
    }

    private Seen open() throws IOException, InterruptedException {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent(), "SKIPPED: no chromium on the path, so no browser looked at the page");
        Path dom = folder.resolve("dom");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(chromium.get().toString()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=3000",
                "--dump-dom",
                "http://localhost:" + shell.port() + "/"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(240, TimeUnit.SECONDS), "the browser hangs");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new Seen(Files.readString(dom), Files.readString(log));
    }

    private static Optional<Path> chromium() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .flatMap(entry -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(entry)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
