package dev.hone.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.serve.openai.ApiError;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(240)
class HttpShellTest {
    private static final ShellOptions LOCAL = ShellOptions.loopback(0);

    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final List<HttpShell> shells = new ArrayList<>();
    private int port;

    private void start(ShellOptions options, Route route) {
        Listener listener = new Listener() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        HttpShell shell = new HttpShell(options, route, ready::get, statuses::add, listener);
        shells.add(shell);
        port = shell.port();
    }

    @AfterEach
    void stop() {
        shells.forEach(HttpShell::close);
    }

    private static void echo(Exchange e) throws IOException {
        e.reply(200, "text/plain", Map.of("X-Path", e.path()), e.body());
    }

    @Test
    void a_route_gets_the_request_and_its_answer_goes_out_whole() throws IOException {
        start(LOCAL, e -> {
            String seen = e.method() + " " + e.path() + " " + e.header("x-CASE").orElse("-") + " " + e.loopback() + " ";
            e.reply(
                    201,
                    "text/plain",
                    Map.of("X-Own", "é\r\nX-Split: 1"),
                    (seen + new String(e.body(), UTF_8)).getBytes(UTF_8));
        });
        try (Wire wire = new Wire(port)) {
            wire.send("POST /v1/a%2Fb:c?q=1 HTTP/1.1\r\nHost: localhost\r\nX-Case: v\r\nContent-Length: 2\r\n\r\nhi");
            String answer = wire.answer();
            assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
            assertTrue(answer.endsWith("POST /v1/a/b:c v true hi"), answer);
            assertTrue(answer.contains("X-own: ???X-Split: 1\r\n"), answer);
            // and the connection stays
            assertTrue(wire.post("/x", "again").answer().endsWith("again"));
        }
        Wait.until(() -> List.copyOf(statuses).equals(List.of(201, 201)));
    }

    @Test
    void empty_answers_and_heads_have_no_body() throws IOException {
        start(LOCAL, e -> e.reply(200, "text/plain", Map.of(), e.method().equals("GET") ? new byte[0] : new byte[9]));
        try (Wire wire = new Wire(port)) {
            assertTrue(wire.get("/").answer().contains("Content-length: 0\r\n"));
            wire.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(wire.readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
            assertTrue(wire.get("/").answer().startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void an_api_error_becomes_its_json() throws IOException {
        start(LOCAL, e -> {
            e.body();
            throw ApiError.invalid("n", "n is 0");
        });
        try (Wire wire = new Wire(port)) {
            String answer = wire.post("/", "{}").answer();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertEquals("n", error(answer).get("param").asString());
            // a client may go on after a mistake
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("connection: close"), answer);
            assertTrue(wire.post("/", "{}").answer().startsWith("HTTP/1.1 400 "));
        }
        assertEquals(List.of(), List.copyOf(notes));
    }

    @Test
    void any_other_failure_is_500_without_a_word_of_it() throws IOException {
        start(LOCAL, e -> {
            throw new IllegalStateException("canary " + new String(e.body(), UTF_8));
        });
        try (Wire wire = new Wire(port)) {
            String answer = wire.post("/", "canary").answer();
            assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
            assertFalse(answer.contains("canary"), answer);
            assertEquals(
                    Set.of("message", "type", "param", "code"),
                    Set.copyOf(error(answer).propertyNames().stream().toList()));
        }
        assertEquals(1, notes.size());
        String note = notes.peek();
        assertTrue(note.contains("java.lang.IllegalStateException at "), note);
        assertFalse(note.contains("canary"), note);
    }

    @Test
    void errors_of_the_machine_and_forgotten_answers_are_500_too() throws IOException {
        start(LOCAL, e -> {
            if (e.path().equals("/error")) {
                throw new StackOverflowError();
            }
        });
        try (Wire wire = new Wire(port)) {
            assertTrue(wire.get("/error").answer().startsWith("HTTP/1.1 500 "));
            assertTrue(wire.get("/forgotten").answer().startsWith("HTTP/1.1 500 "));
        }
    }

    @Test
    void an_answer_that_fails_after_its_beginning_is_cut() throws IOException {
        start(LOCAL, e -> {
            Exchange.Body body = e.begin(200, "text/plain", Map.of());
            body.write(new byte[] {'a', 'b'}, 0, 2);
            throw new IllegalStateException();
        });
        try (Wire wire = new Wire(port)) {
            String answer = wire.get("/").rest();
            assertTrue(answer.endsWith("2\r\nab\r\n"), answer);
        }
        Wait.until(() -> List.copyOf(statuses).equals(List.of(0)));
    }

    @Test
    void a_body_over_the_limit_is_413_with_a_length_or_in_chunks() throws IOException {
        start(LOCAL.withLimits(Limits.DEFAULT.withBodyBytes(1000)), HttpShellTest::echo);
        try (Wire wire = new Wire(port)) {
            assertTrue(wire.post("/", "x".repeat(1000)).answer().startsWith("HTTP/1.1 200"));
            String answer = wire.post("/", "x".repeat(1001)).answer();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("Connection: close\r\n"), answer);
            assertEquals("request_too_large", error(answer).get("code").asString());
            assertEquals("", wire.rest());
        }
        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 3; i++) {
                wire.send("190\r\n" + "x".repeat(400) + "\r\n");
            }
            assertTrue(wire.send("0\r\n\r\n").answer().startsWith("HTTP/1.1 413 "));
        }
    }

    @Test
    void fifty_megabytes_are_413_with_a_length_or_in_chunks() throws IOException {
        start(LOCAL.withLimits(Limits.DEFAULT.withBodyBytes(1 << 20)), HttpShellTest::echo);
        String piece = "x".repeat(1 << 20);
        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + (50L << 20) + "\r\n\r\n");
            for (int i = 0; i < 50; i++) {
                wire.send(piece);
            }
            String answer = wire.answer();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("\"request_too_large\""), answer);
        }
        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 50; i++) {
                wire.send("100000\r\n").send(piece).send("\r\n");
            }
            String answer = wire.send("0\r\n\r\n").answer();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        }
    }

    @Test
    void without_keys_only_this_machines_own_pages_get_in() throws IOException {
        start(LOCAL, HttpShellTest::echo);
        for (String head : List.of(
                "Host: evil.example",
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: null")) {
            try (Wire wire = new Wire(port)) {
                String answer =
                        wire.send("GET / HTTP/1.1\r\n" + head + "\r\n\r\n").answer();
                assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
                assertEquals("foreign_origin", error(answer).get("code").asString());
            }
        }
    }

    @Test
    void with_keys_everything_but_health_wants_one_before_the_body_is_read() throws IOException {
        CountDownLatch reached = new CountDownLatch(1);
        start(LOCAL.withKeys(Keys.of(List.of("k"))), e -> {
            reached.countDown();
            echo(e);
        });
        try (Wire wire = new Wire(port)) {
            // the body never comes
            wire.send("POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 9\r\n\r\n");
            String answer = wire.answer();
            assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
            assertEquals("invalid_api_key", error(answer).get("code").asString());
            assertEquals(1, reached.getCount());
        }
        try (Wire wire = new Wire(port)) {
            assertTrue(wire.get("/").answer().contains("Www-authenticate: Basic "));
            assertTrue(wire.get("/metrics").answer().startsWith("HTTP/1.1 401 "));
            assertTrue(wire.get("/livez").answer().startsWith("HTTP/1.1 200 "));
            assertTrue(wire.get("/readyz").answer().startsWith("HTTP/1.1 200 "));
            wire.send("POST / HTTP/1.1\r\nHost: any\r\nAuthorization: Bearer k\r\nContent-Length: 2\r\n\r\nhi");
            assertTrue(wire.answer().endsWith("hi"));
        }
    }

    @Test
    void other_machines_need_a_key() throws IOException {
        InetAddress everywhere = InetAddress.ofLiteral("0.0.0.0");
        HoneException e = assertThrows(
                HoneException.class,
                () -> new ShellOptions(everywhere, 0, LOCAL.keys(), LOCAL.adminKeys(), LOCAL.limits(), LOCAL.grace()));
        assertTrue(e.getMessage().startsWith("Serving on 0.0.0.0 would "), e.getMessage());
        assertTrue(e.getMessage().contains("\nMaybe give a --key-file "), e.getMessage());
        start(
                new ShellOptions(
                        everywhere,
                        0,
                        LOCAL.withKeys(Keys.of(List.of("k"))).keys(),
                        LOCAL.adminKeys(),
                        LOCAL.limits(),
                        LOCAL.grace()),
                e1 -> {});
    }

    @Test
    void a_taken_port_is_named() {
        start(LOCAL, HttpShellTest::echo);
        HoneException e = assertThrows(
                HoneException.class,
                () -> new HttpShell(
                        ShellOptions.loopback(port), HttpShellTest::echo, () -> true, s -> {}, Listener.NONE));
        assertTrue(e.problem().contains("port " + port + " failed"), e.problem());
        assertThrows(HoneException.class, () -> ShellOptions.loopback(65_536));
    }

    @Test
    void requests_and_streams_over_their_limits_are_503_and_come_in_again_later() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch in = new CountDownLatch(2);
        start(LOCAL.withLimits(Limits.DEFAULT.withConcurrency(2, 1)), e -> {
            if (e.path().equals("/stream")) {
                try (Exchange.Body body = e.begin(200, "text/plain", Map.of())) {
                    body.write(new byte[] {'a'}, 0, 1);
                    in.countDown();
                    go.await();
                }
            } else if (e.path().equals("/second")) {
                e.begin(200, "text/plain", Map.of());
            } else {
                in.countDown();
                go.await();
                echo(e);
            }
        });
        try (Wire stream = new Wire(port);
                Wire whole = new Wire(port);
                Wire third = new Wire(port)) {
            stream.get("/stream").readUntil("a\r\n");
            String answer = third.get("/second").answer();
            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            // an answer arrives before its place is free
            Wait.until(() -> statuses.size() == 1);
            whole.get("/whole");
            in.await();
            answer = third.get("/third").answer();
            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertTrue(answer.contains("Retry-after: 1\r\n"), answer);
            assertEquals("overloaded", error(answer).get("code").asString());
            assertTrue(third.get("/livez").answer().startsWith("HTTP/1.1 200 "));
            go.countDown();
            assertTrue(whole.answer().startsWith("HTTP/1.1 200 "));
            stream.readUntil("0\r\n\r\n");
            Wait.until(() -> statuses.size() == 5);
            assertTrue(third.get("/third").answer().startsWith("HTTP/1.1 200 "));
            Wait.until(() -> statuses.size() == 6);
            assertTrue(third.get("/stream").readUntil("0\r\n\r\n").startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void an_answer_leaves_in_one_piece_at_once_and_a_large_one_whole() throws IOException {
        byte[] large = new byte[3_000_001];
        large[large.length - 1] = 7;
        start(LOCAL, e -> e.reply(200, "application/octet-stream", Map.of(), large));
        try (Wire wire = new Wire(port)) {
            wire.get("/").readUntil("\r\n\r\n");
            byte[] got = wire.socket.getInputStream().readNBytes(large.length);
            assertEquals(large.length, got.length);
            assertEquals(7, got[got.length - 1]);
        }
    }

    private static JsonNode error(String answer) {
        return Json.read(answer.substring(answer.indexOf("\r\n\r\n") + 4)).get("error");
    }
}
