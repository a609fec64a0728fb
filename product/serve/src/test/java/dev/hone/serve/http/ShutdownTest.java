package dev.hone.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class ShutdownTest {
    private static final byte[] DONE = "done".getBytes(StandardCharsets.UTF_8);

    private static HttpShell start(Duration grace, Route route) {
        return start(grace, route, new AtomicBoolean(true));
    }

    private static HttpShell start(Duration grace, Route route, AtomicBoolean ready) {
        return new HttpShell(ShellOptions.loopback(0).withGrace(grace), route, ready::get, status -> {}, Listener.NONE);
    }

    @Test
    void running_requests_end_new_ones_are_refused_and_readiness_goes() throws Exception {
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        HttpShell shell = start(Duration.ofSeconds(20), e -> {
            in.countDown();
            go.await();
            e.reply(200, "text/plain", Map.of(), DONE);
        });
        try (Wire running = new Wire(shell.port());
                Wire beside = new Wire(shell.port())) {
            running.get("/");
            in.await();
            assertTrue(beside.get("/readyz").answer().startsWith("HTTP/1.1 200 "));
            Thread closer = Thread.ofVirtual().start(shell::close);
            Wait.until(() -> ready(beside).startsWith("HTTP/1.1 503 "));
            assertTrue(beside.get("/livez").answer().startsWith("HTTP/1.1 200 "));
            String refused = beside.get("/").answer();
            assertTrue(refused.startsWith("HTTP/1.1 503 "), refused);
            assertTrue(refused.contains("\"shutting_down\""), refused);
            assertTrue(closer.isAlive());
            go.countDown();
            assertTrue(running.answer().endsWith("done"));
            closer.join();
            assertEquals("", beside.rest(), "no connection is left");
        }
    }

    private static String ready(Wire wire) {
        try {
            return wire.get("/readyz").answer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_outlives_the_grace_is_interrupted_and_its_client_told() throws Exception {
        CountDownLatch in = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        HttpShell shell = start(Duration.ofMillis(200), e -> {
            if (e.path().equals("/stream")) {
                e.begin(200, "text/plain", Map.of());
            }
            in.countDown();
            try {
                never.await();
            } catch (InterruptedException hidden) {
                throw e.path().equals("/hidden") ? new IllegalStateException(hidden) : hidden;
            }
        });
        try (Wire whole = new Wire(shell.port());
                Wire hidden = new Wire(shell.port());
                Wire stream = new Wire(shell.port())) {
            whole.get("/whole");
            hidden.get("/hidden");
            stream.get("/stream");
            in.await();
            long start = System.nanoTime();
            shell.close();
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(seconds >= .2, () -> "took " + seconds + " s");
            for (Wire wire : new Wire[] {whole, hidden}) {
                String answer = wire.answer();
                assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            }
            assertFalse(stream.rest().endsWith("0\r\n\r\n"));
        }
    }

    @Test
    void nothing_running_is_no_reason_to_wait() {
        HttpShell shell = start(Duration.ofMinutes(5), e -> {});
        long start = System.nanoTime();
        shell.close();
        shell.close();
        assertTrue(System.nanoTime() - start < 60_000_000_000L);
    }

    @Test
    void readiness_is_the_callers_too() throws IOException {
        AtomicBoolean ready = new AtomicBoolean();
        try (HttpShell shell = start(Duration.ZERO, e -> {}, ready);
                Wire wire = new Wire(shell.port())) {
            assertTrue(wire.get("/readyz").answer().startsWith("HTTP/1.1 503 "));
            ready.set(true);
            assertTrue(wire.get("/readyz").answer().startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void no_thread_is_left() {
        long before = threads();
        for (int i = 0; i < 20; i++) {
            start(Duration.ZERO, e -> {}).close();
        }
        Wait.until(() -> threads() <= before);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("HTTP-Dispatcher")
                        || t.getName().startsWith("hone-")
                        || t.getName().endsWith("-timeout-task"))
                .count();
    }
}
