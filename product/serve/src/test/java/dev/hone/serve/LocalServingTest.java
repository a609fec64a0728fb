package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.run.Runs;
import dev.hone.lm.Query;
import dev.hone.transformer.generate.LocalModel;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real model on this machine, behind the server. */
class LocalServingTest {
    @TempDir
    private Path runs;

    private ServedBy serve(LocalModel model) {
        return new ServedBy(
                runs, List.of(new Upstream("stories15m", model, Optional.empty())), Optional.empty(), false);
    }

    private static Map<String, Object> text(Object prompt, boolean stream) {
        Map<String, Object> request = new HashMap<>();
        request.put("model", "stories15m");
        request.put("prompt", prompt);
        request.put("max_tokens", 40);
        request.put("seed", 5);
        request.put("stream", stream);
        if (stream) {
            request.put("stream_options", Map.of("include_usage", true));
        }
        return request;
    }

    @Test
    void a_stream_grows_into_the_answer_that_comes_whole() throws Exception {
        try (LocalModel model = LocalModel.embedded("stories15m").shared();
                ServedBy served = serve(model)) {
            JsonNode whole = ServedBy.json(served.post("/v1/completions", text("Once upon a time", false)));
            HttpResponse<String> stream = served.post("/v1/completions", text("Once upon a time", true));
            List<JsonNode> events = events(stream);
            StringBuilder grown = new StringBuilder();
            events.forEach(event -> grown.append(event.at("/choices/0/text").asString("")));
            assertEquals(whole.at("/choices/0/text").asString(), grown.toString());
            assertTrue(events.size() > 20, "it came in " + events.size() + " events");
            assertEquals(
                    whole.at("/usage"), events.getLast().at("/usage"), "a stream and a whole answer cost the same");
            assertTrue(whole.at("/usage/prompt_tokens").asInt() >= 4);
        }
    }

    @Test
    void an_answer_that_has_begun_is_gone_on_with() throws Exception {
        Map<String, Object> whole = new HashMap<>();
        whole.put("model", "stories15m");
        whole.put("messages", List.of(Map.of("role", "user", "content", "Once upon a time")));
        whole.put("temperature", 0);
        whole.put("max_tokens", 20);
        try (LocalModel model = LocalModel.embedded("stories15m").shared();
                ServedBy served = serve(model)) {
            String answer = ServedBy.json(served.post("/v1/chat/completions", whole))
                    .at("/choices/0/message/content")
                    .asString();
            int cut = answer.indexOf(' ', answer.length() / 2);
            Map<String, Object> begun = new HashMap<>(whole);
            begun.put(
                    "messages",
                    List.of(
                            Map.of("role", "user", "content", "Once upon a time"),
                            Map.of("role", "assistant", "content", answer.substring(0, cut))));
            begun.put("continue_final_message", true);
            String rest = ServedBy.json(served.post("/v1/chat/completions", begun))
                    .at("/choices/0/message/content")
                    .asString();
            assertTrue(rest.startsWith(answer.substring(cut)), answer + " | " + rest);
            begun.remove("continue_final_message");
            String anew = ServedBy.json(served.post("/v1/chat/completions", begun))
                    .at("/choices/0/message/content")
                    .asString();
            assertTrue(!anew.equals(rest), "a finished turn is not gone on with: " + anew);
        }
    }

    private static List<JsonNode> events(HttpResponse<String> stream) {
        return stream.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.read(line.substring(6)))
                .toList();
    }

    @Test
    void a_planned_answer_of_one_sample_grows_too_and_is_kept_before_its_end() throws Exception {
        Map<String, Object> request = text("Once upon a time", true);
        request.put("model", "hone/stories15m@1");
        Map<String, Object> several = new HashMap<>(request);
        several.put("n", 2);
        try (LocalModel model = LocalModel.embedded("stories15m").shared();
                ServedBy served = new ServedBy(
                        runs, List.of(new Upstream("stories15m", model, Optional.empty())), Optional.empty(), true)) {
            JsonNode whole = ServedBy.json(served.post("/v1/completions", text("Once upon a time", false)));
            List<JsonNode> events = events(served.post("/v1/completions", request));
            StringBuilder grown = new StringBuilder();
            events.forEach(event -> grown.append(event.at("/choices/0/text").asString("")));
            assertEquals(whole.at("/choices/0/text").asString(), grown.toString());
            assertTrue(events.size() > 20, "it came in " + events.size() + " events");
            assertEquals(whole.at("/usage"), events.getLast().at("/usage"));
            assertEquals(1, events.getLast().at("/hone/samples").asInt());
            assertEquals("stories15m", events.getLast().at("/hone/arm").asString());
            assertTrue(
                    events(served.post("/v1/completions", several)).size() < 10,
                    "two samples come when they are known");
        }
        try (var reader = new Runs(runs).open("last")) {
            assertEquals(2, reader.items("served").stream().count());
        }
    }

    @Test
    void token_ids_are_continued_like_the_text_they_stand_for() throws Exception {
        try (LocalModel model = LocalModel.embedded("stories15m").shared();
                ServedBy served = serve(model)) {
            int[] ids = model.raw().prompt(Query.of("q", "Once upon a time"));
            Map<String, Object> greedy = text("Once upon a time", false);
            greedy.put("temperature", 0);
            String fromText = ServedBy.json(served.post("/v1/completions", greedy))
                    .at("/choices/0/text")
                    .asString();
            greedy.put("prompt", Arrays.stream(ids).boxed().toList());
            HttpResponse<String> answer = served.post("/v1/completions", greedy);
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(fromText, ServedBy.json(answer).at("/choices/0/text").asString());
            greedy.put("prompt", List.of(1, 9_999_999));
            assertEquals(400, served.post("/v1/completions", greedy).statusCode());
        }
    }

    @Test
    void sixteen_clients_get_what_each_would_get_alone() throws Exception {
        try (LocalModel model = LocalModel.embedded("stories15m").shared();
                ServedBy served = serve(model)) {
            List<Callable<String>> asks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Object prompt = "The " + "very ".repeat(i) + "old house";
                asks.add(() ->
                        served.post("/v1/completions", text(prompt, false)).body());
            }
            List<String> alone = new ArrayList<>();
            for (Callable<String> ask : asks) {
                alone.add(said(ask.call()));
            }
            try (var clients = Executors.newFixedThreadPool(16)) {
                List<Future<String>> together = clients.invokeAll(asks);
                for (int i = 0; i < 16; i++) {
                    assertEquals(alone.get(i), said(together.get(i).get()));
                }
            }
            assertFalse(alone.getFirst().isEmpty());
        }
    }

    private static String said(String body) {
        return Json.read(body).at("/choices/0/text").asString();
    }
}
