package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code serve --record} killed by SIGKILL under load, again and again: what a client has seen the id of is in the run, once, and the
 * mean goes on. {@code -Dhone.serve.kills=20} repeats what docs/results.md reports.
 */
class ServeKillTest {
    private static final int KILLS = Integer.getInteger("hone.serve.kills", 3);
    private static final int CLIENTS = 8;
    private static final int MOST_MILLIS = 1200; // from the first answer on
    private static final long PATIENCE = 30_000_000_000L; // ns
    private static final String NAME = "hone/m@2";
    private static final Pattern ID = Pattern.compile("\"id\":\"(chatcmpl-[^\"]+)\"");

    @TempDir
    private Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong asked = new AtomicLong();

    @Test
    void what_was_acknowledged_is_kept_once() throws Exception {
        HoneProcess hone = new HoneProcess(folder);
        RandomGenerator chance = Seeds.of(17).generator();
        String run = "";
        long recorded = 0;
        long requests = 0;
        try (StubUpstream upstream = new StubUpstream(0, 5, "")) {
            for (int kill = 1; kill <= KILLS; kill++) {
                ServeProcess server = start(hone, upstream, kill);
                assertTrue(run.isEmpty() || run.equals(server.run), "the same command goes on with the same run");
                run = server.run;
                Set<String> before = Set.copyOf(acknowledged);
                loadUntilKilled(server, chance.nextInt(MOST_MILLIS));
                assertTrue(acknowledged.size() > before.size(), "no load: " + server.log());
                Kept kept = kept();
                requireAll(kept.ids());
                assertTrue(kept.ids().size() > recorded && kept.requests() > requests, "nothing was added");
                assertTrue(kept.requests() >= kept.ids().size(), kept + " counts fewer requests than it holds");
                assertTrue(kept.spent() >= kept.samples(), kept + " spent less than it holds");
                recorded = kept.ids().size();
                requests = kept.requests();
            }
            try (ServeProcess last = start(hone, upstream, KILLS + 1);
                    HttpClient client = HttpClient.newHttpClient()) {
                ask(client, last, false);
            }
        }
        assertEquals(0, hone.run("pool", "export", run, "--out", "pool.jsonl").exit());
        List<String> ids = Files.readAllLines(folder.resolve("pool.jsonl")).stream()
                .map(line -> Json.read(line).path("id").asString())
                .toList();
        assertEquals(ids.size(), new HashSet<>(ids).size(), "a request is in the pool twice");
        requireAll(new HashSet<>(ids));
        Kept kept = kept();
        assertEquals(kept.ids(), new HashSet<>(ids));
        assertTrue(kept.requests() > requests, "the mean goes on");
        System.out.printf(
                "%d kills, %d requests asked, %d acknowledged, %d kept, mean of %d: %.3f%n",
                KILLS, asked.get(), acknowledged.size(), ids.size(), kept.requests(), kept.spent() / kept.requests());
    }

    private ServeProcess start(HoneProcess hone, StubUpstream upstream, int number) throws Exception {
        return ServeProcess.start(
                hone,
                Map.of(),
                List.of(),
                folder.resolve("log-" + number),
                "--upstream",
                "m=http://127.0.0.1:" + upstream.port() + "/v1#m",
                "--reward",
                "agreement",
                "--record");
    }

    private void loadUntilKilled(ServeProcess server, int millis) throws InterruptedException {
        Thread[] clients = new Thread[CLIENTS];
        int before = acknowledged.size();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < CLIENTS; i++) {
                boolean stream = i % 2 == 0;
                clients[i] = Thread.ofPlatform().start(() -> {
                    try {
                        while (true) {
                            ask(client, server, stream);
                        }
                    } catch (IOException | InterruptedException e) {
                        // the server is dead
                    }
                });
            }
            long began = System.nanoTime();
            while (acknowledged.size() == before && System.nanoTime() - began < PATIENCE) {
                Thread.sleep(5); // a cold server on a busy machine takes its time
            }
            Thread.sleep(millis);
            server.kill();
            for (Thread thread : clients) {
                thread.join();
            }
        }
    }

    /** Asks once; an id is acknowledged as soon as its line has come, be the rest of the answer as it may. */
    private void ask(HttpClient client, ServeProcess server, boolean stream) throws IOException, InterruptedException {
        String prompt = "question " + asked.incrementAndGet();
        var answer = client.send(server.chat(NAME, prompt, stream), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher id = ID.matcher(line);
                if (id.find()) {
                    acknowledged.add(id.group(1));
                }
            }
        }
    }

    private void requireAll(Set<String> kept) {
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(kept);
        assertEquals(Set.of(), lost, "acknowledged and lost");
    }

    /** What the store holds, opened as after any crash. */
    private record Kept(Set<String> ids, long samples, long requests, double spent) {}

    private Kept kept() {
        try (RunReader reader = new Runs(folder.resolve("home/runs")).open("last")) {
            Set<String> ids = new HashSet<>();
            Set<String> prompts = new HashSet<>();
            AtomicLong samples = new AtomicLong();
            reader.items("served").stream().forEach(item -> {
                assertTrue(ids.add(item.id()), item.id());
                JsonNode entry = item.value();
                assertTrue(
                        prompts.add(entry.path("prompt").toString() + entry.path("messages")),
                        "asked once, kept twice: " + entry);
                samples.addAndGet(entry.path("samples").size());
            });
            JsonNode spend = reader.items("spend").get(NAME).orElseThrow();
            return new Kept(
                    ids,
                    samples.get(),
                    spend.path("requests").asLong(),
                    spend.path("spent").asDouble() + spend.path("reserved").asDouble());
        }
    }
}
