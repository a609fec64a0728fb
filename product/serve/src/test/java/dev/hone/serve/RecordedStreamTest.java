package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.lm.sampling.RunPool;
import dev.hone.reward.Judge;
import dev.hone.reward.Rewards;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A planned answer of one sample of another server, recorded: it comes as it grows, and is kept before its end is sent. */
class RecordedStreamTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    @TempDir
    private Path runs;

    private final CountDownLatch seen = new CountDownLatch(1);

    private static void say(OutputStream out, String delta, String finish) throws IOException {
        String chunk = "{\"id\":\"theirs\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{"
                + delta + "},\"finish_reason\":" + finish + "}]}";
        write(out, "data: " + chunk + "\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Says one word, and the rest only when the client has seen it. */
    private boolean inTwoParts(JsonNode request, OutputStream out) throws Exception {
        assertTrue(request.path("stream").asBoolean());
        write(out, HEAD);
        say(out, "\"role\":\"assistant\",\"content\":\"four\"", "null");
        assertTrue(seen.await(60, TimeUnit.SECONDS));
        say(out, "\"content\":\" and two\"", "null");
        say(out, "", "\"stop\"");
        write(out, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\n");
        write(out, "data: [DONE]\n\n");
        return false;
    }

    private ServedBy serve(RawUpstream upstream, String judge) {
        Optional<Judge> by = judge.isEmpty() ? Optional.empty() : Optional.of(Rewards.parse(judge));
        return new ServedBy(runs, List.of(ServedBy.remote("far", upstream.port(), "m")), by, true);
    }

    private static Iterator<String> ask(ServedBy served) throws Exception {
        Map<String, Object> body =
                Map.of("model", "hone/far@1", "stream", true, "messages", List.of(ServedBy.user("how many?")));
        HttpResponse<Stream<String>> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(served.uri("/v1/chat/completions"))
                                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertEquals(200, answer.statusCode());
        assertEquals("far", answer.headers().firstValue("x-hone-arm").orElseThrow());
        return answer.body().iterator();
    }

    @Test
    void it_is_seen_growing_and_stands_in_the_run_before_its_end_is_sent() throws Exception {
        try (RawUpstream upstream = new RawUpstream(this::inTwoParts);
                ServedBy served = serve(upstream, "regex:two$")) {
            Iterator<String> events = ask(served);
            StringBuilder text = new StringBuilder();
            JsonNode last = Json.read("{}");
            boolean ended = false;
            while (events.hasNext()) {
                String line = events.next();
                if (!line.startsWith("data: ") || line.endsWith("[DONE]")) {
                    continue;
                }
                last = Json.read(line.substring(6));
                text.append(last.at("/choices/0/delta/content").asString(""));
                ended |= last.at("/choices/0/finish_reason").isString();
                String id = last.path("id").asString();
                boolean kept = served.run.items(RunPool.SERVED).get(id).isPresent();
                if (ended) {
                    assertTrue(kept, line);
                } else if (seen.getCount() > 0) {
                    assertFalse(kept, "the other server has said one word: " + line);
                }
                seen.countDown();
            }
            assertEquals("four and two", text.toString());
            assertEquals(9, last.at("/usage/prompt_tokens").asInt());
            assertEquals(1, last.at("/hone/samples").asInt());
            JsonNode record = served.run
                    .items(RunPool.SERVED)
                    .get(last.path("id").asString())
                    .orElseThrow();
            assertTrue(record.toString().contains("four and two"), record.toString());
            JsonNode spend = served.run.items("spend").get("hone/far@1").orElseThrow();
            assertEquals(1, spend.path("spent").asDouble(), 1e-9);
        }
    }

    @Test
    void a_stream_that_is_cut_is_an_error_event_and_nothing_is_kept() throws Exception {
        try (RawUpstream upstream = new RawUpstream((_, out) -> {
                    write(out, HEAD);
                    say(out, "\"content\":\"fo\"", "null");
                    write(out, "data: {\"choices\":[{\"ind");
                    return false;
                });
                ServedBy served = serve(upstream, "")) {
            String all = String.join("\n", lines(served));
            assertTrue(all.contains("\"fo\"") && all.contains("upstream_failed"), all);
            assertEquals(0, served.run.items(RunPool.SERVED).stream().count());
            assertFalse(all.contains("finish_reason\":\"stop"), all);
        }
    }

    @Test
    void what_an_upstream_refuses_or_sends_whole_is_told_all_the_same() throws Exception {
        String error = "{\"error\":{\"message\":\"context is full\"}}";
        try (RawUpstream upstream = new RawUpstream((_, out) -> {
                    write(out, "HTTP/1.1 400 Bad\r\nContent-Length: " + error.length() + "\r\n\r\n" + error);
                    return true;
                });
                ServedBy served = serve(upstream, "")) {
            String all = String.join("\n", lines(served));
            assertTrue(all.contains("upstream_rejected") && all.contains("context is full"), all);
        }
        String whole =
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"six\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}";
        try (RawUpstream upstream = new RawUpstream((_, out) -> {
                    write(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + whole.length()
                                    + "\r\n\r\n" + whole);
                    return true;
                });
                ServedBy served = serve(upstream, "")) {
            String all = String.join("\n", lines(served));
            assertTrue(all.contains("\"six\"") && all.contains("\"stop\"") && all.contains("[DONE]"), all);
            assertEquals(1, served.run.items(RunPool.SERVED).stream().count());
        }
    }

    private static List<String> lines(ServedBy served) throws Exception {
        List<String> all = new ArrayList<>();
        ask(served).forEachRemaining(all::add);
        return all;
    }
}
