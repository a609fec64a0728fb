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

@Timeout(60)
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
        assertEquals(0, slow.streams());
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
    void a_quiet_stream_beats_and_a_busy_one_does_not() throws Exception {
        try (HttpShell shell = start(e -> {
                    EventStream stream = EventStream.open(e, fast, Map.of(), () -> {});
                    if (e.path().equals("/quiet")) {
                        Thread.sleep(1000);
                    } else {
                        for (int i = 0; i < 100; i++) {
                            stream.send("x");
                            Thread.sleep(5);
                        }
                    }
                    stream.end();
                });
                Wire quiet = new Wire(shell.port());
                Wire busy = new Wire(shell.port())) {
            String seen = quiet.get("/quiet").readUntil("0\r\n\r\n");
            int beats = seen.split(": waiting\n\n", -1).length - 1;
            assertTrue(beats >= 3 && beats <= 11, () -> beats + " beats");
            String events = busy.get("/busy").readUntil("0\r\n\r\n");
            assertEquals(100, events.split("data: x\n\n", -1).length - 1);
            int strays = events.split(": waiting", -1).length - 1;
            assertTrue(strays <= 2, () -> strays + " beats");
        }
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
                    Thread.sleep(30_000);
                } catch (InterruptedException interrupt) {
                    outcome.complete(assertThrows(IOException.class, () -> stream.send("late")));
                    throw interrupt;
                }
            }
        })) {
            Wire wire = new Wire(shell.port());
            wire.get("/").readUntil("\r\n\r\n");
            wire.close();
            assertTrue(outcome.get(20, TimeUnit.SECONDS) instanceof IOException);
        }
        assertEquals(1, gone.get());
        assertEquals(0, fast.streams());
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
            late.get(20, TimeUnit.SECONDS);
        }
        assertThrows(IllegalArgumentException.class, () -> new Heartbeat(Duration.ofMillis(1)));
    }
}
