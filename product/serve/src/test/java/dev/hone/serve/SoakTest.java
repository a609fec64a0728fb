package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.reward.Rewards;
import dev.hone.serve.http.Wait;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Streamed best-of-4 before an upstream that fails, beside streams that pass through: every fault is seen by the client that met it and
 * by no other, and nothing is left behind. The suite is short; {@code -Dhone.soak.seconds=1800 -Dhone.soak.rate=50} is the whole.
 */
class SoakTest {
    private static final int SECONDS = Integer.getInteger("hone.soak.seconds", 60);
    private static final int RATE = Integer.getInteger("hone.soak.rate", 10); // planned streams a second
    private static final int LOOKS = 20;
    private static final int PASSING = 5; // one stream that passes through for so many that are planned

    /** Requests at once: on a machine that can't keep the rate it sinks, and nothing piles up. */
    private static final int AT_ONCE = Math.max(40, 4 * RATE);

    private static final long MEGABYTE = 1 << 20;

    /** Where the heap may grow its pages count too; a fixed one, touched at the start, leaves what is beside it. */
    private static final long RESIDENT =
            ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:+AlwaysPreTouch")
                    ? 16 * MEGABYTE
                    : 128 * MEGABYTE;

    @TempDir
    private Path folder;

    /** How an answer looks to its client. */
    private enum Seen {
        WHOLE,
        DEGRADED,
        TYPED_ERROR,
        CUT
    }

    private final Map<Seen, LongAdder> planned = new EnumMap<>(Seen.class);
    private final Map<Seen, LongAdder> passed = new EnumMap<>(Seen.class);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(AT_ONCE);

    @Test
    void faults_are_seen_and_nothing_is_left() throws Exception {
        load("first", 1, 3 * AT_ONCE); // loads classes, and fills pools, which grow with what is under way at once
        Resources before = settled(Resources.now(folder));
        System.out.println("before: " + before);

        Resources[] during = load("soak", SECONDS, RATE);
        Resources after = settled(before);
        System.out.println("after:  " + after);
        System.out.println("planned: " + planned + ", passed through: " + passed);

        assertEquals(List.of(), List.copyOf(wrong), "answers that do not fit what the upstream did");
        assertTrue(Objects.requireNonNull(planned.get(Seen.DEGRADED)).sum() > 0, "no fault was met");
        assertEquals(0, Objects.requireNonNull(planned.get(Seen.CUT)).sum(), "a planned answer was cut");
        assertTrue(after.files() <= before.files(), before + ", then " + after);
        assertTrue(after.platformThreads() <= before.platformThreads(), before + ", then " + after);
        assertTrue(after.virtualThreads() <= before.virtualThreads(), before + ", then " + after);
        assertTrue(during[1].heap() - during[0].heap() < 4 * MEGABYTE, during[0] + ", later " + during[1]);
        assertTrue(after.heap() - before.heap() < 4 * MEGABYTE, before + ", then " + after);
        assertTrue(during[1].resident() - during[0].resident() < RESIDENT, during[0] + ", later " + during[1]);
    }

    /** Serves, asks at a steady rate, stops; what was held early and late. */
    private Resources[] load(String name, int seconds, int rate) throws Exception {
        for (Seen seen : Seen.values()) {
            planned.put(seen, new LongAdder());
            passed.put(seen, new LongAdder());
        }
        List<Resources> looks = new ArrayList<>();
        try (FaultyUpstream faulty = new FaultyUpstream()) {
            Upstream upstream = BadUpstreamTest.upstream(faulty.port(), Duration.ofSeconds(60), Listener.NONE);
            try (ServedBy served = new ServedBy(
                            folder.resolve(name), List.of(upstream), Optional.of(Rewards.parse("agreement")), true);
                    HttpClient client = HttpClient.newHttpClient();
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                long began = System.nanoTime();
                int all = seconds * rate;
                for (int i = 0; i < all; i++) {
                    sleepUntil(began + i * 1_000_000_000L / rate);
                    String prompt = name + " " + i;
                    places.acquire();
                    threads.execute(() -> ask(client, served, faulty, "hone/m@4", prompt));
                    if (i % PASSING == 0) {
                        places.acquire();
                        threads.execute(() -> ask(client, served, faulty, "m", "passing " + prompt));
                    }
                    if (i % Math.max(1, all / LOOKS) == 0) {
                        looks.add(Resources.now(folder));
                    }
                }
                threads.shutdown();
                assertTrue(threads.awaitTermination(180, TimeUnit.SECONDS), "requests hang");
                double took = (System.nanoTime() - began) / 1e9;
                Wait.until(() -> running(served) == 0); // an answer is out a little before its request is over
                System.out.printf(
                        Locale.ROOT,
                        "%s: %d s at %d a second took %.1f s: %d calls, %s%n",
                        name,
                        seconds,
                        rate,
                        took,
                        faulty.calls(),
                        counts(faulty));
            }
            upstream.remote().orElseThrow().relay().close();
            upstream.model().close();
        }
        Resources[] held = {least(looks.subList(LOOKS / 5, 2 * LOOKS / 5)), least(looks.subList(4 * LOOKS / 5, LOOKS))};
        System.out.println("held in the second fifth: " + held[0] + "\nheld in the last fifth:   " + held[1]);
        return held;
    }

    private static int running(ServedBy served) {
        try {
            return ServedBy.json(served.get("/status.json")).path("running").asInt();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each the least, since what is under way at a moment differs by megabytes from what is under way at another. */
    private static Resources least(List<Resources> looks) {
        return looks.stream()
                .reduce((a, b) -> new Resources(
                        Math.min(a.files(), b.files()),
                        Math.min(a.platformThreads(), b.platformThreads()),
                        Math.min(a.virtualThreads(), b.virtualThreads()),
                        Math.min(a.heap(), b.heap()),
                        Math.min(a.resident(), b.resident())))
                .orElseThrow();
    }

    private static Map<FaultyUpstream.Fault, Long> counts(FaultyUpstream faulty) {
        Map<FaultyUpstream.Fault, Long> counts = new EnumMap<>(FaultyUpstream.Fault.class);
        for (FaultyUpstream.Fault fault : FaultyUpstream.Fault.values()) {
            counts.put(fault, faulty.count(fault));
        }
        return counts;
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long wait = nanos - System.nanoTime();
        if (wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
        }
    }

    private void ask(HttpClient client, ServedBy served, FaultyUpstream faulty, String model, String prompt) {
        Map<String, Object> body =
                new HashMap<>(Map.of("model", model, "stream", true, "messages", List.of(ServedBy.user(prompt))));
        if (model.startsWith("hone/")) {
            body.put("hone", Map.of("stop", false));
        }
        Seen seen;
        String text = "";
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(served.uri("/v1/chat/completions"))
                            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            text = answer.body();
            seen = answer.statusCode() == 200 ? seen(text) : requireTyped(Json.read(text));
        } catch (IOException e) {
            seen = Seen.CUT;
        } catch (InterruptedException | RuntimeException e) {
            wrong.add(prompt + ": " + e + " " + text);
            return;
        } finally {
            places.release();
        }
        Objects.requireNonNull((model.startsWith("hone/") ? planned : passed).get(seen))
                .increment();
        if (faulty.faulted(prompt) != (seen != Seen.WHOLE)) {
            wrong.add(prompt + " looks " + seen + ": " + text);
        }
    }

    /** A stream that came to its end. */
    private static Seen seen(String text) {
        Seen seen = Seen.WHOLE;
        boolean done = false;
        for (String line : text.lines().filter(l -> l.startsWith("data: ")).toList()) {
            if (line.equals("data: [DONE]")) {
                done = true;
                continue;
            }
            JsonNode event = Json.read(line.substring(6));
            if (event.has("error")) {
                return requireTyped(event);
            }
            if (event.has("hone")) {
                boolean degraded = event.at("/hone/degraded").asString("").equals("upstream-failed");
                if (degraded
                        != event.at("/hone/samples").asInt()
                                < event.at("/hone/planned").asInt()) {
                    throw new IllegalStateException("samples are missing unseen");
                }
                seen = degraded ? Seen.DEGRADED : Seen.WHOLE;
            }
        }
        if (!done) {
            throw new IllegalStateException("an end without [DONE]");
        }
        return seen;
    }

    private static Seen requireTyped(JsonNode body) {
        JsonNode error = body.path("error");
        for (String key : List.of("message", "type", "param", "code")) {
            if (!error.has(key)) {
                throw new IllegalStateException("an error without " + key);
            }
        }
        return Seen.TYPED_ERROR;
    }

    /** What is held once everything that is about to end has ended. */
    private Resources settled(Resources goal) throws InterruptedException {
        Resources now = Resources.now(folder);
        for (int i = 0; i < 60 && !within(now, goal); i++) {
            Thread.sleep(1000);
            now = Resources.now(folder);
        }
        return now;
    }

    private static boolean within(Resources now, Resources goal) {
        return now.files() <= goal.files()
                && now.platformThreads() <= goal.platformThreads()
                && now.virtualThreads() <= goal.virtualThreads();
    }
}
