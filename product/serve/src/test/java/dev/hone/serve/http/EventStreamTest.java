package dev.hone.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class EventStreamTest {
    private final Heartbeat slow = new Heartbeat(Duration.ofSeconds(60));
    private final Heartbeat fast = new Heartbeat(Duration.ofMillis(100));

    @AfterEach
    void close() {
        slow.close();
        fast.close();
    }

    private static HttpShell start(Route route) {
        return new HttpShell(
                ShellOptions.loopback(0).withGrace(Duration.ZERO), route, () -> true, status -> {}, Listener.NONE);
    }

    @Test
    void events_arrive_in_order_and_the_stream_ends() throws Exception {
        try (HttpShell shell = start(e -> {
                    EventStream stream = EventStream.open(e, slow, Map.of("x-hone-run", "r1"), () -> {});
                    stream.send("{\"a\":1}");
                    stream.send("two\nlines\r\nand\rthree");
                    stream.send("[DONE]");
                    stream.end();
                });
                HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + shell.port() + "/"))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(
                    "data: {\"a\":1}\n\ndata: two\ndata: lines\ndata: and\ndata: three\n\ndata: [DONE]\n\n",
                    answer.body());
            assertEquals(
                    "text/event-stream; charset=utf-8",
                    answer.headers().firstValue("content-type").orElseThrow());
            assertEquals(
                    "no-store", answer.headers().firstValue("cache-control").orElseThrow());
            assertEquals("r1", answer.headers().firstValue("x-hone-run").orElseThrow());
        }
        Wait.until(() -> slow.streams() == 0);
    }

    @Test
    void headers_and_each_event_go_out_at_once() throws Exception {
        CountDownLatch head = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        try (HttpShell shell = start(e -> {
                    try (EventStream stream = EventStream.open(e, slow, Map.of(), () -> {})) {
                        head.await();
                        stream.send("first");
                        first.await();
                        stream.end();
                    }
                });
                Wire wire = new Wire(shell.port())) {
            assertTrue(wire.get("/").readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
            head.countDown();
            assertTrue(wire.readUntil("\n\n").endsWith("data: first\n\n"));
            first.countDown();
            assertTrue(wire.readUntil("0\r\n\r\n").endsWith("0\r\n\r\n"));
        }
    }

    @Test
    void a_quiet_stream_beats() throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Long> most = new CompletableFuture<>();
        try (HttpShell shell = start(e -> {
                    long opened = System.nanoTime();
                    try (EventStream stream = EventStream.open(e, fast, Map.of(), () -> {})) {
                        enough.await();
                        stream.end();
                        most.complete((System.nanoTime() - opened) / 100_000_000);
                    }
                });
                Wire wire = new Wire(shell.port())) {
            wire.get("/");
            String seen = "";
            for (int i = 0; i < 3; i++) {
                seen += wire.readUntil(": waiting\n\n");
            }
            enough.countDown();
            int beats = occurrences(": waiting\n\n", seen + wire.readUntil("0\r\n\r\n"));
            long fit = most.get(60, TimeUnit.SECONDS);
            assertTrue(beats >= 3 && beats <= fit, () -> beats + " beats where " + fit + " fit");
        }
    }

    @Test
    void a_busy_stream_does_not_beat() throws Exception {
        CompletableFuture<Long> silences = new CompletableFuture<>(); // long enough for a beat: of a busy machine
        try (HttpShell shell = start(e -> {
                    long all = 0;
                    long before = System.nanoTime();
                    try (EventStream stream = EventStream.open(e, fast, Map.of(), () -> {})) {
                        for (int i = 0; i < 100; i++) {
                            Thread.sleep(5);
                            long now = System.nanoTime();
                            stream.send("x");
                            all += (System.nanoTime() - before) / 100_000_000;
                            before = now;
                        }
                        stream.end();
                        silences.complete(all + (System.nanoTime() - before) / 100_000_000);
                    }
                });
                Wire wire = new Wire(shell.port())) {
            String events = wire.get("/").readUntil("0\r\n\r\n");
            assertEquals(100, occurrences("data: x\n\n", events));
            int beats = occurrences(": waiting", events);
            assertTrue(beats <= silences.get(60, TimeUnit.SECONDS), () -> beats + " beats");
        }
    }

    private static int occurrences(String part, String text) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void a_client_that_left_is_noticed_by_the_beat_once() throws Exception {
        AtomicInteger gone = new AtomicInteger();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        try (HttpShell shell = start(e -> {
            Thread worker = Thread.currentThread();
            try (EventStream stream = EventStream.open(e, fast, Map.of(), () -> {
                gone.incrementAndGet();
                worker.interrupt();
            })) {
                try {
                    Thread.sleep(3_600_000);
                } catch (InterruptedException interrupt) {
                    outcome.complete(assertThrows(IOException.class, () -> stream.send("late")));
                    throw interrupt;
                }
            }
        })) {
            Wire wire = new Wire(shell.port());
            wire.get("/").readUntil("\r\n\r\n");
            wire.close();
            assertTrue(outcome.get(60, TimeUnit.SECONDS) instanceof IOException);
        }
        assertEquals(1, gone.get());
        Wait.until(() -> fast.streams() == 0);
    }

    @Test
    void a_stream_that_is_not_ended_is_cut() throws Exception {
        try (HttpShell shell = start(e -> {
                    try (EventStream stream = EventStream.open(e, slow, Map.of(), () -> {})) {
                        stream.send("part");
                        throw new IllegalStateException();
                    }
                });
                Wire wire = new Wire(shell.port())) {
            String answer = wire.get("/").rest();
            assertTrue(answer.contains("data: part\n\n"), answer);
            assertFalse(answer.endsWith("0\r\n\r\n"), answer);
        }
        Wait.until(() -> slow.streams() == 0);
    }

    @Test
    void threads_share_a_stream_without_mixing_events() throws Exception {
        try (HttpShell shell = start(e -> {
                    EventStream stream = EventStream.open(e, fast, Map.of(), () -> {});
                    List<Thread> threads = new ArrayList<>();
                    for (int t = 0; t < 8; t++) {
                        String word = "" + t;
                        threads.add(Thread.ofVirtual().start(() -> {
                            for (int i = 0; i < 50; i++) {
                                try {
                                    stream.send(word.repeat(1000));
                                } catch (IOException gone) {
                                    throw new IllegalStateException(gone);
                                }
                            }
                        }));
                    }
                    for (Thread thread : threads) {
                        thread.join();
                    }
                    stream.end();
                });
                HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + shell.port() + "/"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            List<String> events =
                    body.lines().filter(line -> line.startsWith("data: ")).toList();
            assertEquals(400, events.size());
            for (String event : events) {
                assertEquals(event.substring(6, 7).repeat(1000), event.substring(6));
            }
        }
    }

    @Test
    void nothing_goes_out_after_the_end() throws Exception {
        CompletableFuture<Throwable> late = new CompletableFuture<>();
        try (HttpShell shell = start(e -> {
                    EventStream stream = EventStream.open(e, fast, Map.of(), () -> {});
                    stream.end();
                    stream.end();
                    stream.close();
                    late.complete(assertThrows(IOException.class, () -> stream.send("late")));
                });
                Wire wire = new Wire(shell.port())) {
            assertFalse(wire.get("/").readUntil("0\r\n\r\n").contains("data"));
            late.get(60, TimeUnit.SECONDS);
        }
        assertThrows(IllegalArgumentException.class, () -> new Heartbeat(Duration.ofMillis(1)));
    }
}
