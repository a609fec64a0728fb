package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code hone serve} as a process, ready to be asked and to be killed. */
final class ServeProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Serving on http://127\\.0\\.0\\.1:(\\d+)/v1, run (\\S+);");
    private static final long PATIENCE = 60_000_000_000L;

    final Process process;
    final int port;
    final String run;
    private final Path log;

    private ServeProcess(Process process, int port, String run, Path log) {
        this.process = process;
        this.port = port;
        this.run = run;
        this.log = log;
    }

    /** Starts it on a free port and waits until it serves; output and errors go to {@code log}. */
    static ServeProcess start(
            HoneProcess hone, Map<String, String> environment, List<String> javaOptions, Path log, String... words)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("serve", "--port", "0"));
        all.addAll(List.of(words));
        ProcessBuilder builder = hone.builder(all.toArray(String[]::new));
        builder.command().addAll(1, javaOptions);
        builder.environment().putAll(environment);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        long began = System.nanoTime();
        while (true) {
            Matcher ready = READY.matcher(Files.readString(log));
            if (ready.find()) {
                return new ServeProcess(process, Integer.parseInt(ready.group(1)), ready.group(2), log);
            }
            assertTrue(process.isAlive(), () -> "it ended: " + text(log));
            assertTrue(System.nanoTime() - began < PATIENCE, () -> "it does not serve: " + text(log));
            Thread.sleep(20);
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What it has printed so far. */
    String log() {
        return text(log);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** A chat of one message. */
    HttpRequest chat(String model, String prompt, boolean stream, String... headers) {
        HttpRequest.Builder request = request("/v1/chat/completions");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of(
                        "model",
                        model,
                        "stream",
                        stream,
                        "messages",
                        List.of(Map.of("role", "user", "content", prompt))))))
                .build();
    }

    static String send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and its end. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Ends it, if it has not ended. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
