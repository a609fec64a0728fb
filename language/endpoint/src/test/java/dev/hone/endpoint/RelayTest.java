package dev.hone.endpoint;

import static dev.hone.endpoint.RawServer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.endpoint.EndpointException.Cut;
import dev.hone.endpoint.EndpointException.Interrupted;
import dev.hone.endpoint.EndpointException.Refused;
import dev.hone.endpoint.EndpointException.TimedOut;
import dev.hone.lm.Bearer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server can do to an answer that is handed on as it comes. */
@Timeout(120)
class RelayTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private static Relay relay(RawServer server, Duration timeout) {
        return new Relay(server.address(), EndpointOptions.DEFAULT.withTimeout(timeout));
    }

    private static Relay.Answer ask(Relay relay) {
        return relay.send("chat/completions", bytes("{}"), Optional.empty());
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @Test
    void bytes_come_as_they_are_whatever_the_status() throws Exception {
        try (RawServer server = new RawServer((connection, out, number) ->
                        out.write(bytes("HTTP/1.1 418 No\r\nX-Mine: 1\r\nContent-Length: 3\r\n\r\n\0\u007f!")));
                Relay relay = relay(server, PATIENT)) {
            Relay.Answer answer = ask(relay);
            assertEquals(418, answer.status());
            assertEquals("1", answer.headers().firstValue("x-mine").orElseThrow());
            try (InputStream body = answer.body()) {
                assertEquals(0, body.read());
                assertEquals("\u007f!", new String(body.readAllBytes(), StandardCharsets.UTF_8));
                assertEquals(-1, body.read());
            }
        }
    }

    @Test
    void a_stream_that_falls_silent_is_given_up() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer((connection, out, number) -> {
            out.write(bytes(HEAD + chunk("data: 1\n\n")));
            out.flush();
            over.await();
        })) {
            AtSomePace.holds(pace -> {
                Duration patience = Duration.ofMillis(250L * pace);
                try (Relay relay = relay(server, patience);
                        InputStream body = ask(relay).body()) {
                    assertEquals("data: 1\n\n", new String(body.readNBytes(9), StandardCharsets.UTF_8));
                    long began = System.nanoTime();
                    String problem = assertThrows(TimedOut.class, body::read).problem();
                    assertTrue(System.nanoTime() - began >= patience.toNanos(), "too early");
                    assertTrue(problem.contains("sent nothing for " + pace * .25 + " s"), problem);
                    assertThrows(TimedOut.class, body::read, "and stays so");
                }
            });
        } finally {
            over.countDown();
        }
    }

    @Test
    void a_slow_stream_may_take_longer_in_all_and_a_slow_reader_too() throws Exception {
        AtSomePace.holds(pace -> {
            try (RawServer server = new RawServer((connection, out, number) -> {
                        out.write(bytes(HEAD));
                        for (int i = 0; i < 8; i++) {
                            out.write(bytes(chunk("x")));
                            out.flush();
                            Thread.sleep(pace * 100L);
                        }
                        out.write(bytes("0\r\n\r\n"));
                    });
                    Relay relay = relay(server, Duration.ofMillis(pace * 600L));
                    InputStream body = ask(relay).body()) {
                assertEquals('x', body.read());
                Thread.sleep(pace * 700L);
                assertEquals(7, body.readAllBytes().length);
            }
        });
    }

    @Test
    void a_stream_that_is_cut_is_no_whole_one() throws Exception {
        try (RawServer server =
                        new RawServer((connection, out, number) -> out.write(bytes(HEAD + chunk("data: 1\n\n"))));
                Relay relay = relay(server, PATIENT);
                InputStream body = ask(relay).body()) {
            assertThrows(Cut.class, body::readAllBytes);
        }
    }

    @Test
    void no_answer_no_server_and_no_head_are_told_apart() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer mute = new RawServer((connection, out, number) -> {});
                Relay relay = relay(mute, PATIENT)) {
            assertThrows(Cut.class, () -> ask(relay));
        }
        try (Socket deaf = RawServer.deaf()) {
            EndpointAddress nobody = EndpointAddress.parse("http://127.0.0.1:" + deaf.getLocalPort() + "/v1#m");
            try (Relay relay = new Relay(nobody, EndpointOptions.DEFAULT)) {
                assertThrows(Refused.class, () -> ask(relay));
            }
        }
        try (RawServer silent = new RawServer((connection, out, number) -> over.await());
                Relay relay = relay(silent, Duration.ofMillis(250))) {
            assertThrows(TimedOut.class, () -> ask(relay));
        } finally {
            over.countDown();
        }
    }

    @Test
    void a_reader_that_is_interrupted_stops_and_stays_interrupted() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer((connection, out, number) -> {
                    out.write(bytes(HEAD));
                    out.flush();
                    over.await();
                });
                Relay relay = relay(server, PATIENT);
                InputStream body = ask(relay).body()) {
            CompletableFuture<Boolean> stopped = new CompletableFuture<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    body.read();
                    stopped.complete(false);
                } catch (Interrupted e) {
                    stopped.complete(Thread.currentThread().isInterrupted());
                } catch (IOException | RuntimeException e) {
                    stopped.completeExceptionally(e);
                }
            });
            Thread.sleep(50);
            reader.interrupt();
            assertTrue(stopped.get(30, TimeUnit.SECONDS));
        } finally {
            over.countDown();
        }
    }

    @Test
    void hones_own_key_goes_before_a_clients_and_is_struck_out_of_texts() throws Exception {
        EndpointOptions options = EndpointOptions.DEFAULT.withKey(Optional.of(Secret.of("sk-own")));
        try (ScriptedServer server =
                        new ScriptedServer((request, number) -> ScriptedServer.Answer.json(ScriptedServer.good(1, 7)));
                Relay relay = new Relay(server.address(), options)) {
            relay.send("chat/completions", bytes("{}"), Optional.of(new Bearer("Bearer theirs")))
                    .body()
                    .close();
            assertEquals(List.of(List.of("Bearer sk-own")), server.authorisations());
            assertFalse(relay.withoutKey("no sk-own here").contains("sk-own"));
        }
    }
}
