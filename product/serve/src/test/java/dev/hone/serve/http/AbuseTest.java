package dev.hone.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the JDK's server must be told when it is loaded, measured: the server runs in a process of its own, whose first server it
 * is. It has 2 s for a request, 3 s for silence, and 20 headers of 4 KiB.
 */
@Timeout(240)
class AbuseTest {
    private static Process process;
    private static int port;

    /** The server's process: prints its port, ends with its input. */
    public static void main(String[] args) throws IOException {
        Limits limits = new Limits(
                1 << 20,
                20,
                4096,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                4096,
                64,
                64);
        Route echo = e -> {
            byte[] body = e.body();
            e.reply(200, "text/plain", Map.of(), ("got " + body.length).getBytes(StandardCharsets.US_ASCII));
        };
        try (HttpShell shell = new HttpShell(
                ShellOptions.loopback(0).withLimits(limits).withGrace(Duration.ZERO),
                echo,
                () -> true,
                s -> {},
                Listener.NONE)) {
            System.out.println(shell.port());
            while (System.in.read() >= 0) {
                // until the test is over
            }
        }
    }

    @BeforeAll
    static void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AbuseTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String line = out.readLine();
        assertTrue(line != null, "the server did not start");
        port = Integer.parseInt(line);
    }

    @AfterAll
    static void stop() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static void stillServes() throws IOException {
        try (Wire wire = new Wire(port)) {
            String answer = wire.post("/", "four").answer();
            assertTrue(answer.endsWith("got 4"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/chat/comp",
                "POST / HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf"
            })
    void half_a_request_is_closed_in_time(String half) throws IOException {
        try (Wire wire = new Wire(port).send(half)) {
            double seconds = wire.closedAfter();
            assertTrue(seconds > 1, () -> "after " + seconds + " s");
        }
        stillServes();
    }

    @Test
    void a_request_that_drips_is_closed_in_time() throws Exception {
        try (Wire wire = new Wire(port)) {
            long start = System.nanoTime();
            assertThrows(IOException.class, () -> {
                wire.send("GET / HTTP/1.1\r\nX: "); // one header: too many would be refused for that
                while (System.nanoTime() - start < 60_000_000_000L) {
                    wire.send("y");
                    Thread.sleep(200);
                }
            });
        }
    }

    @Test
    void silence_is_closed_before_and_after_a_request() throws IOException {
        try (Wire fresh = new Wire(port);
                Wire used = new Wire(port)) {
            used.post("/", "").answer();
            assertFalse(Double.isNaN(fresh.closedAfter()), "an unused connection stays");
            assertFalse(Double.isNaN(used.closedAfter()), "an idle connection stays");
        }
    }

    @Test
    void thousands_of_silent_connections_hinder_nobody() throws IOException {
        List<Wire> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 2000; i++) {
                silent.add(new Wire(port));
            }
            stillServes();
            for (Wire wire : silent) {
                assertFalse(Double.isNaN(wire.closedAfter()), "a silent connection stays");
            }
        } finally {
            for (Wire wire : silent) {
                wire.close();
            }
        }
        stillServes();
    }

    @Test
    void too_many_headers_and_too_long_ones_get_no_answer() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n";
        for (String headers : List.of("X: 1\r\n".repeat(10_000), numbered(25), "X: " + "y".repeat(5000) + "\r\n")) {
            try (Wire wire = new Wire(port)) {
                try {
                    wire.send(head + headers + "\r\n");
                } catch (IOException reset) {
                    continue;
                }
                assertFalse(wire.rest().contains(" 200 "));
            }
            stillServes();
        }
        try (Wire wire = new Wire(port)) {
            assertTrue(wire.send(head + numbered(15) + "\r\n").answer().endsWith("got 0"));
        }
    }

    private static String numbered(int count) {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            headers.append("X-").append(i).append(": 1\r\n");
        }
        return headers.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nContent-Length: 5",
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Content-Length: four",
                "Content-Length: -4",
                "Content-Length: 99999999999999999999"
            })
    void lengths_that_contradict_or_mean_nothing_are_400(String lengths) throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1\r\nHost: localhost\r\n" + lengths + "\r\n\r\nfour");
            String answer = wire.rest();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, "a second request was read out of the body");
        }
        stillServes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET / \r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET mailto:a HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void what_is_no_request_is_closed(String text) throws IOException {
        try (Wire wire = new Wire(port).send(text)) {
            assertFalse(Double.isNaN(wire.closedAfter()), "it stays open");
        }
        stillServes();
    }
}
