package dev.hone.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Clients that go away, or stop reading, while something is done for them. */
@Timeout(240)
class LostClientTest {
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final Listener listener = new Listener() {
        @Override
        public void note(String line) {
            notes.add(line);
        }
    };

    private HttpShell start(Duration writeTime, Route route) {
        return new HttpShell(
                ShellOptions.loopback(0)
                        .withLimits(Limits.DEFAULT.withWriteTime(writeTime))
                        .withGrace(Duration.ZERO),
                route,
                () -> true,
                status -> {},
                listener);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void work_for_a_client_that_hung_up_is_interrupted_soon() throws Exception {
        hangsUp(0, false);
        // seen while it was there, then away from one moment to the next
        AtSomePace.holds(pace -> hangsUp(pace * 2500L, true));
        assertEquals(0, notes.size(), notes::toString);
    }

    private void hangsUp(long after, boolean reset) throws Exception {
        CountDownLatch in = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (HttpShell shell = start(Duration.ofSeconds(30), e -> {
            e.body();
            in.countDown();
            try {
                Thread.sleep(3_600_000);
            } catch (InterruptedException gone) {
                interrupted.complete(true);
                throw gone;
            }
        })) {
            Wire wire = new Wire(shell.port());
            wire.post("/", "{}");
            in.await();
            Thread.sleep(after);
            if (reset) {
                wire.socket.setSoLinger(true, 0);
            }
            wire.close();
            assertTrue(interrupted.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_client_that_waits_is_left_alone() throws Exception {
        try (HttpShell shell = start(Duration.ofSeconds(30), e -> {
                    Thread.sleep(4500);
                    e.reply(200, "text/plain", Map.of(), new byte[] {'k'});
                });
                Wire wire = new Wire(shell.port())) {
            assertTrue(wire.get("/").answer().endsWith("k"));
        }
    }

    @Test
    void writing_to_a_client_that_hung_up_fails_and_makes_no_noise() throws Exception {
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (HttpShell shell = start(Duration.ofSeconds(30), e -> {
            in.countDown();
            go.await();
            try {
                e.reply(200, "text/plain", Map.of(), new byte[20 << 20]);
                failure.complete(new AssertionError("taken by nobody"));
            } catch (IOException gone) {
                failure.complete(gone);
                throw gone;
            }
        })) {
            Wire wire = new Wire(shell.port());
            wire.get("/");
            in.await();
            wire.close();
            go.countDown();
            assertTrue(failure.get(60, TimeUnit.SECONDS) instanceof IOException);
        }
        assertEquals(0, notes.size(), notes::toString);
    }

    @Test
    void a_slow_reader_is_given_up_whole_or_streamed() throws Exception {
        for (String path : new String[] {"/whole", "/stream"}) {
            CompletableFuture<Double> failed = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            try (HttpShell shell = start(Duration.ofSeconds(1), e -> {
                        long start = System.nanoTime();
                        try {
                            byte[] much = new byte[64 << 20];
                            if (path.equals("/whole")) {
                                e.reply(200, "text/plain", Map.of(), much);
                            } else {
                                e.begin(200, "text/plain", Map.of()).write(much, 0, much.length);
                            }
                        } catch (IOException slow) {
                            failed.complete((System.nanoTime() - start) / 1e9);
                            flag.complete(Thread.currentThread().isInterrupted());
                            throw slow;
                        }
                    });
                    Wire wire = new Wire(shell.port())) {
                wire.get(path);
                double seconds = failed.get(60, TimeUnit.SECONDS);
                assertTrue(seconds >= 1, () -> "after " + seconds + " s");
                assertEquals(false, flag.get(), "the interrupt was for the write");
            }
        }
    }

    @Test
    void a_reader_that_is_slow_but_reads_gets_all() throws Exception {
        int size = 12 << 20;
        byte[] much = new byte[size];
        AtSomePace.holds(pace -> {
            Duration limit = Duration.ofSeconds(pace);
            try (HttpShell shell = start(limit, e -> e.reply(200, "text/plain", Map.of(), much));
                    Wire wire = new Wire(shell.port())) {
                wire.get("/").readUntil("\r\n\r\n");
                long start = System.nanoTime();
                for (int got = 0; got < size; got += 1 << 20) {
                    assertEquals(1 << 20, wire.socket.getInputStream().readNBytes(1 << 20).length, "it was given up");
                    Thread.sleep(pace * 250L);
                }
                assertTrue(System.nanoTime() - start > 2 * limit.toNanos(), "the test is too quick to tell");
            }
        });
    }

    @Test
    void rows_of_the_table_are_read_in_both_families(@TempDir Path folder) throws Exception {
        Path table = folder.resolve("tcp");
        Clients clients = new Clients(List.of(table, folder.resolve("absent")));
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        InetAddress wide = InetAddress.ofLiteral("::1");
        Map<String, Clients.Connection> named = Map.of(
                "0100007F:1F90 0100007F:A001", connection(here, 0x1f90, here, 0xa001),
                "0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:A002",
                        connection(here, 0x1f90, here, 0xa002),
                "00000000000000000000000001000000:1F90 00000000000000000000000001000000:A003",
                        connection(wide, 0x1f90, wide, 0xa003));
        for (Map.Entry<String, Clients.Connection> e : named.entrySet()) {
            Files.writeString(table, "  sl  local_address\n  1: " + e.getKey() + " 01 00000000:00000000 00:0 0 0\n");
            assertEquals(0, clients.gone(named.values()).size());
            Files.writeString(table, "  sl  local_address\n  1: " + e.getKey() + " 08 00000000:00000000 00:0 0 0\n");
            assertEquals(Set.of(e.getValue()), clients.gone(Set.of(e.getValue())));
        }
    }

    @Test
    void a_row_that_was_never_there_says_nothing_and_one_that_is_missed_once_neither(@TempDir Path folder)
            throws Exception {
        Path table = folder.resolve("tcp");
        Clients clients = new Clients(List.of(table));
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        Clients.Connection c = connection(here, 80, here, 81);
        Set<Clients.Connection> one = Set.of(c);
        for (int i = 0; i < 10; i++) {
            assertEquals(0, clients.gone(one).size());
        }
        String row = "1: 0100007F:0050 0100007F:0051 01 0\n";
        Files.writeString(table, row, StandardCharsets.US_ASCII);
        assertEquals(0, clients.gone(one).size());
        Files.writeString(table, "");
        assertEquals(0, clients.gone(one).size());
        assertEquals(0, clients.gone(one).size());
        Files.writeString(table, row);
        assertEquals(0, clients.gone(one).size());
        Files.writeString(table, "");
        assertEquals(0, clients.gone(one).size());
        assertEquals(0, clients.gone(one).size());
        assertEquals(one, clients.gone(one));
    }

    private static Clients.Connection connection(InetAddress local, int localPort, InetAddress remote, int remotePort) {
        return Clients.connection(new InetSocketAddress(local, localPort), new InetSocketAddress(remote, remotePort));
    }
}
