package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.endpoint.Backoff;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.endpoint.EndpointModel;
import dev.hone.endpoint.EndpointOptions;
import dev.hone.endpoint.Relay;
import dev.hone.reward.Rewards;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an upstream can do wrong, as clients see it: a typed error, a cut stream or an answer that says it is less. */
@Timeout(240)
class BadUpstreamTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @TempDir
    private Path runs;

    static Upstream upstream(int port, Duration timeout, Listener listener) {
        EndpointAddress address = EndpointAddress.parse("http://127.0.0.1:" + port + "/v1#m");
        EndpointOptions options = EndpointOptions.DEFAULT
                .withConcurrency(256)
                .withTimeout(timeout)
                .withBackoff(Backoff.never());
        return new Upstream(
                "m",
                EndpointModel.open(address, options, listener),
                Optional.of(new Upstream.Remote(address, new Relay(address, options))));
    }

    private ServedBy before(RawUpstream upstream, Duration timeout) {
        return new ServedBy(
                runs,
                List.of(upstream(upstream.port(), timeout, Listener.NONE)),
                Optional.of(Rewards.parse("agreement")),
                false);
    }

    private static Map<String, Object> ask(String model, int n, boolean stream) {
        return Map.of(
                "model",
                model,
                "n",
                n,
                "stream",
                stream,
                "messages",
                List.of(ServedBy.user("a secret wish of mine that nobody knows")));
    }

    private static String code(HttpResponse<String> answer) {
        JsonNode error = ServedBy.json(answer).path("error");
        for (String key : List.of("message", "type", "param", "code")) {
            assertTrue(error.has(key), answer.body());
        }
        return error.path("code").asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | text/html        | <html>sign in</html>            | 502 | upstream_failed",
                "500 | text/html        | <html>oops</html>               | 502 | upstream_failed",
                "200 | application/json | {\"choices\":[{\"mess           | 502 | upstream_failed",
                "200 | application/json | [1]                             | 502 | upstream_failed",
                "429 | text/plain       | slow down                       | 429 | upstream_rate_limited",
                "401 | application/json | {\"error\":{\"message\":\"no\"}} | 502 | upstream_unauthorized",
                "302 | text/html        | moved                           | 502 | upstream_failed",
                "302 | application/json | {}                              | 502 | upstream_failed",
                "503 | text/event-stream| data: {}                        | 502 | upstream_failed"
            })
    void what_is_no_answer_is_a_typed_error(int status, String type, String body, int expected, String code)
            throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    out.write(RawUpstream.answer(status, type, body));
                    return true;
                });
                ServedBy served = before(upstream, PATIENT)) {
            for (boolean stream : new boolean[] {false, true}) {
                HttpResponse<String> passed = served.post("/v1/chat/completions", ask("m", 1, stream));
                assertEquals(expected, passed.statusCode(), passed.body());
                assertEquals(code, code(passed));
            }
            HttpResponse<String> planned = served.post("/v1/chat/completions", ask("hone/m@4", 1, false));
            assertEquals(expected, planned.statusCode(), planned.body());
            assertEquals(code, code(planned));
            JsonNode health = Json.read(served.get("/status.json").body());
            assertEquals(3, health.path("failed").asInt(), health.toString());
            assertEquals("DOWN", health.at("/upstreams/0/health").asString().toUpperCase(Locale.ROOT));
        }
    }

    @Test
    void an_error_in_the_api_s_shape_keeps_the_upstreams_words() throws Exception {
        String error =
                "{\"error\":{\"message\":\"too hot\",\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":null}}";
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    out.write(RawUpstream.answer(400, "application/json", error));
                    return true;
                });
                ServedBy served = before(upstream, PATIENT)) {
            HttpResponse<String> passed = served.post("/v1/chat/completions", ask("m", 1, false));
            assertEquals(400, passed.statusCode());
            assertEquals(error, passed.body());
            HttpResponse<String> planned = served.post("/v1/chat/completions", ask("hone/m@4", 1, false));
            assertEquals(400, planned.statusCode());
            assertTrue(planned.body().contains("rejects the request: too hot"), planned.body());
            assertFalse(
                    planned.body().contains("127.0.0.1"), "the address of what is behind is not the client's business");
            assertEquals(
                    0,
                    Json.read(served.get("/status.json").body()).path("failed").asInt(),
                    "the client's own fault");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no secret wish of mine that", "You said: a secret wish of mine that nobody knows"})
    void an_error_does_not_repeat_the_prompt(String words) throws Exception {
        List<String> notes = new CopyOnWriteArrayList<>();
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    out.write(
                            RawUpstream.answer(400, "application/json", "{\"error\":{\"message\":\"" + words + "\"}}"));
                    return true;
                });
                ServedBy served = new ServedBy(
                        runs,
                        List.of(upstream(upstream.port(), PATIENT, new Listener() {
                            @Override
                            public void note(String line) {
                                notes.add(line);
                            }
                        })),
                        Optional.of(Rewards.parse("agreement")),
                        false)) {
            for (String model : List.of("m", "hone/m@4")) {
                HttpResponse<String> answer = served.post("/v1/chat/completions", ask(model, 1, false));
                assertEquals(400, answer.statusCode());
                assertFalse(answer.body().contains("secret") || answer.body().contains("wish"), answer.body());
            }
            assertEquals(List.of(), notes);
        }
    }

    /** Below a chunk's end, within a line, and after a whole line without the empty one. */
    @ParameterizedTest
    @ValueSource(strings = {"cut", "half a line", "half a name", "half an event"})
    void a_stream_that_ends_half_way_is_cut_for_the_client_too(String how) throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    out.write(RawUpstream.streamHead());
                    out.write(RawUpstream.piece(RawUpstream.event("one")));
                    if (how.equals("half a line")) {
                        out.write(RawUpstream.piece("data: {\"choi"));
                        out.write(RawUpstream.piece(""));
                    } else if (how.equals("half a name")) {
                        out.write(RawUpstream.piece("da"));
                        out.write(RawUpstream.piece(""));
                    } else if (how.equals("half an event")) {
                        out.write(RawUpstream.piece("data: {}\n"));
                        out.write(RawUpstream.piece(""));
                    }
                    return false;
                });
                ServedBy served = before(upstream, PATIENT)) {
            for (String model : List.of("m", "hone/m@1")) {
                assertThrows(IOException.class, () -> served.post("/v1/chat/completions", ask(model, 1, true)));
            }
            JsonNode status = Json.read(served.get("/status.json").body());
            assertEquals(2, status.path("failed").asInt(), status.toString());
            assertEquals(0, status.path("running").asInt(), status.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data: [DONE]\n\n", "data: [DONE]\n", "data: [DONE]"})
    void a_stream_that_ends_in_another_way_than_most_is_whole(String end) throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    out.write(RawUpstream.streamHead());
                    out.write(RawUpstream.piece(RawUpstream.event("one")));
                    if (!end.isEmpty()) {
                        out.write(RawUpstream.piece(end));
                    }
                    out.write(RawUpstream.piece(""));
                    return true;
                });
                ServedBy served = before(upstream, PATIENT)) {
            assertEquals(
                    RawUpstream.event("one") + end,
                    served.post("/v1/chat/completions", ask("m", 1, true)).body());
        }
    }

    @Test
    void a_stream_that_falls_silent_is_cut_and_an_answer_that_does_is_a_timeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    boolean stream = request.path("stream").asBoolean(false);
                    out.write(
                            stream
                                    ? RawUpstream.streamHead()
                                    : RawUpstream.bytes("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"));
                    if (stream) {
                        out.write(RawUpstream.piece(RawUpstream.event("one")));
                    }
                    out.flush();
                    over.await();
                    return false;
                });
                ServedBy served = before(upstream, Duration.ofMillis(500))) {
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 20; i++) { // a busy machine may be silent before the stream begins, too
                    assertEquals("upstream_timeout", code(served.post("/v1/chat/completions", ask("m", 1, true))));
                }
            });
            HttpResponse<String> whole = served.post("/v1/chat/completions", ask("m", 1, false));
            assertEquals(504, whole.statusCode());
            assertEquals("upstream_timeout", code(whole));
            HttpResponse<String> planned = served.post("/v1/chat/completions", ask("hone/m@4", 1, false));
            assertEquals("upstream_timeout", code(planned));
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void an_upstream_that_lies_about_n_is_asked_until_there_are_enough_and_no_more(int returned) throws Exception {
        List<Integer> asked = new CopyOnWriteArrayList<>();
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    asked.add(request.path("n").asInt(1));
                    out.write(RawUpstream.answer(200, "application/json", RawUpstream.chat(returned)));
                    return true;
                });
                ServedBy served = before(upstream, PATIENT)) {
            Map<String, Object> ask = new HashMap<>(ask("hone/m@4", 3, false));
            ask.put("hone", Map.of("stop", false));
            HttpResponse<String> answer = served.post("/v1/chat/completions", ask);
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(3, ServedBy.json(answer).path("choices").size(), answer.body());
            int samples = ServedBy.json(answer).at("/hone/samples").asInt();
            assertEquals(4, samples, "of " + returned + " a call, asked for " + asked);
            assertTrue(answer.headers().firstValue("x-hone-degraded").isEmpty());
        }
    }

    @Test
    void samples_that_fail_on_the_way_are_seen_as_missing() throws Exception {
        List<Integer> calls = new ArrayList<>();
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    synchronized (calls) {
                        calls.add(1);
                        out.write(
                                calls.size() == 2
                                        ? RawUpstream.answer(
                                                500, "application/json", "{\"error\":{\"message\":\"no\"}}")
                                        : RawUpstream.answer(200, "application/json", RawUpstream.chat(1)));
                    }
                    return true;
                });
                ServedBy served = before(upstream, PATIENT)) {
            HttpResponse<String> first = served.post(
                    "/v1/chat/completions",
                    Map.of(
                            "model", "hone/m@4",
                            "hone", Map.of("stop", false),
                            "messages", List.of(ServedBy.user("hi"))));
            assertEquals(200, first.statusCode(), first.body());
            assertTrue(first.headers().firstValue("x-hone-degraded").isPresent(), first.body());
            assertTrue(ServedBy.json(first).at("/hone/degraded").asString().equals("upstream-failed"), first.body());
            assertTrue(ServedBy.json(first).at("/hone/samples").asInt() < 4, first.body());
        }
    }
}
