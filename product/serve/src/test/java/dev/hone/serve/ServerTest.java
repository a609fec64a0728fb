package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.run.Runs;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.sampling.RunPool;
import dev.hone.reward.Judge;
import dev.hone.reward.Rewards;
import dev.hone.serve.http.Keys;
import dev.hone.serve.http.Limits;
import dev.hone.serve.http.ShellOptions;
import dev.hone.serve.http.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ServerTest {
    @TempDir
    private Path runs;

    private final EchoModel model = new EchoModel("small", Duration.ZERO);

    private ServedBy serve(String reward, boolean record) {
        return new ServedBy(
                runs,
                List.of(ServedBy.local(model), ServedBy.local(new EchoModel("large", Duration.ZERO))),
                reward.isEmpty() ? Optional.empty() : Optional.of(Rewards.parse(reward)),
                record);
    }

    @Test
    void a_plain_name_passes_through() throws Exception {
        try (ServedBy served = serve("", false)) {
            HttpResponse<String> answer = served.chat("large", "hi");
            assertEquals(200, answer.statusCode());
            assertEquals("large hi 0", ServedBy.text(answer));
            assertEquals(7, ServedBy.json(answer).at("/usage/prompt_tokens").asInt());
            assertFalse(ServedBy.json(answer).has("hone"));
        }
    }

    @Test
    void a_planned_answer_is_the_best_and_says_what_it_cost() throws Exception {
        try (ServedBy served = serve("regex: 2$", false)) {
            HttpResponse<String> answer = served.chat("hone/small@4", "hi");
            assertEquals("small hi 2", ServedBy.text(answer));
            JsonNode body = ServedBy.json(answer);
            assertEquals(3, body.at("/hone/samples").asInt());
            assertEquals(4, body.at("/hone/planned").asInt());
            assertEquals(1, body.at("/hone/reward").asInt());
            assertEquals(15, body.at("/usage/completion_tokens").asInt());
            assertEquals("3", answer.headers().firstValue("x-hone-samples").orElseThrow());
            assertEquals("small", answer.headers().firstValue("x-hone-arm").orElseThrow());
            assertEquals(
                    served.run.id(), answer.headers().firstValue("x-hone-run").orElseThrow());
        }
    }

    @Test
    void the_hone_object_says_the_same_as_the_name() throws Exception {
        try (ServedBy served = serve("regex: 2$", false)) {
            HttpResponse<String> answer = served.post(
                    "/v1/chat/completions",
                    Map.of(
                            "model", "small",
                            "messages", List.of(ServedBy.user("hi")),
                            "hone", Map.of("samples", 6, "stop", false)));
            assertEquals(6, ServedBy.json(answer).at("/hone/samples").asInt());
            HttpResponse<String> wrong = served.post(
                    "/v1/chat/completions",
                    Map.of("model", "small", "messages", List.of(ServedBy.user("hi")), "hone", Map.of("sample", 6)));
            assertEquals(400, wrong.statusCode());
            assertEquals("hone.sample", ServedBy.json(wrong).at("/error/param").asString());
        }
    }

    @Test
    void candidates_come_best_first_and_at_least_as_many_are_drawn() throws Exception {
        try (ServedBy served = serve("regex: 5$", false)) {
            HttpResponse<String> answer = served.post(
                    "/v1/chat/completions",
                    Map.of("model", "hone/small@2", "n", 6, "messages", List.of(ServedBy.user("hi"))));
            JsonNode choices = ServedBy.json(answer).path("choices");
            assertEquals(6, choices.size());
            assertEquals("small hi 5", choices.get(0).at("/message/content").asString());
            assertEquals("small hi 0", choices.get(1).at("/message/content").asString());
            assertEquals(5, choices.get(5).path("index").asInt());
        }
    }

    @Test
    void a_stream_ends_with_the_counts() throws Exception {
        try (ServedBy served = serve("regex: 1$", false)) {
            HttpResponse<String> answer = served.post(
                    "/v1/chat/completions",
                    Map.of(
                            "model",
                            "hone/small@4",
                            "stream",
                            true,
                            "stream_options",
                            Map.of("include_usage", true),
                            "messages",
                            List.of(ServedBy.user("hi"))));
            List<String> events =
                    answer.body().lines().filter(l -> l.startsWith("data: ")).toList();
            assertEquals("data: [DONE]", events.getLast());
            JsonNode last = Json.read(events.get(events.size() - 2).substring(6));
            assertEquals(2, last.at("/hone/samples").asInt());
            assertEquals(10, last.at("/usage/completion_tokens").asInt());
            assertTrue(answer.body().contains("small hi 1"));
        }
    }

    @Test
    void errors_have_the_four_keys_and_never_the_prompt() throws Exception {
        try (ServedBy served = serve("", false)) {
            List<HttpResponse<String>> errors = List.of(
                    served.chat("unknown", "canary"),
                    served.chat("hone/unknown", "canary"),
                    served.chat("hone/small|large@x", "canary"),
                    served.chat("small", "fail canary"),
                    served.chat("hone/small|large@$1", "canary"),
                    served.post("/v1/chat/completions", "{\"canary\""),
                    served.get("/nowhere"),
                    served.get("/v1/chat/completions"));
            List<Integer> status = errors.stream().map(HttpResponse::statusCode).toList();
            assertEquals(List.of(404, 400, 400, 400, 400, 400, 404, 405), status);
            for (HttpResponse<String> error : errors) {
                Set<String> keys =
                        new HashSet<>(ServedBy.json(error).path("error").propertyNames());
                assertEquals(Set.of("message", "type", "param", "code"), keys);
                assertFalse(error.body().contains("canary"), error.body());
            }
        }
    }

    @Test
    void models_are_listed_under_both_kinds_of_name() throws Exception {
        try (ServedBy served = serve("", false)) {
            Set<String> ids = new HashSet<>();
            ServedBy.json(served.get("/v1/models"))
                    .path("data")
                    .forEach(m -> ids.add(m.path("id").asString()));
            assertEquals(Set.of("small", "large", "hone/small", "hone/large"), ids);
            assertEquals(
                    "small",
                    ServedBy.json(served.get("/v1/models/small")).path("id").asString());
            assertEquals(404, served.get("/v1/models/medium").statusCode());
        }
    }

    @Test
    void the_mean_survives_a_restart() throws Exception {
        try (ServedBy served = serve("regex:never", false)) {
            served.chat("hone/small@4", "one");
        }
        try (ServedBy served = serve("regex:never", true)) {
            served.chat("hone/small@4", "two");
            JsonNode spend = served.run.items("spend").get("hone/small@4").orElseThrow();
            assertEquals(2, spend.path("requests").asInt());
            assertEquals(8, spend.path("spent").asDouble(), 4.01);
            assertTrue(spend.path("spent").asDouble() > 4);
        }
    }

    @Test
    void records_become_a_pool() throws Exception {
        Set<String> ids = new HashSet<>();
        int requests = 200; // which of them explore is decided by their random ids, a tenth on average
        int explored = 0;
        Optional<Judge> judge = Optional.of(Rewards.parse("regex: 1$"));
        try (ServedBy served = new ServedBy(runs, List.of(ServedBy.local(model)), judge, true, .1)) {
            for (int i = 0; i < requests; i++) {
                JsonNode answer = ServedBy.json(served.chat("hone/small@4", "q" + i));
                ids.add(answer.path("id").asString());
                explored += answer.at("/hone/explored").asBoolean(false) ? 1 : 0;
            }
        }
        try (var reader = new Runs(runs).open("last")) {
            List<PoolEntry> all = new ArrayList<>(RunPool.entries(reader));
            assertEquals(requests, all.size());
            for (PoolEntry entry : all) {
                assertTrue(ids.contains(entry.query().id()));
                PoolEntry.Arm arm = entry.arm("small").orElseThrow();
                int samples = arm.samples().size();
                assertTrue(samples == 2 || samples == 8, () -> samples + " samples");
                assertTrue(arm.graded());
            }
            assertTrue(explored > 0 && explored < requests / 2, "explored " + explored);
            assertEquals(explored, RunPool.explored(reader).size());
        }
    }

    @Test
    void a_client_that_leaves_stops_the_work() throws Exception {
        EchoModel slow = new EchoModel("slow", Duration.ofSeconds(2));
        ServeOptions patient = new ServeOptions(
                List.of(ServedBy.local(slow)),
                Optional.of(Rewards.parse("regex:never")),
                Learnt.Nothing::new,
                4,
                64,
                0,
                false,
                false,
                Optional.empty(),
                1);
        try (ServedBy served = new ServedBy(runs, patient)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.server.port())) {
                String json =
                        Json.write(Map.of("model", "hone/slow@8", "n", 60, "messages", List.of(ServedBy.user("hi"))));
                socket.getOutputStream()
                        .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                                        + json.length() + "\r\n\r\n" + json)
                                .getBytes(StandardCharsets.US_ASCII));
                Wait.until(() -> slow.asked.get() > 0);
            }
            Wait.until(() -> slow.interrupted.get() > 0);
            assertTrue(slow.drawn.get() < 60, () -> slow.drawn + " drawn");
        }
    }

    @Test
    void a_stream_that_finds_no_place_costs_nothing() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        EchoModel slow = new EchoModel("slow", go::await);
        ServeOptions options = new ServeOptions(
                List.of(ServedBy.local(slow)),
                Optional.of(Rewards.parse("regex:never")),
                Learnt.Nothing::new,
                4,
                8,
                0,
                false,
                false,
                Optional.empty(),
                1);
        ShellOptions oneStream = ShellOptions.loopback(0).withLimits(Limits.DEFAULT.withConcurrency(8, 1));
        Map<String, Object> stream =
                Map.of("model", "hone/slow@4", "stream", true, "messages", List.of(ServedBy.user("hi")));
        try (ServedBy served = new ServedBy(runs, options, oneStream)) {
            Thread first = Thread.startVirtualThread(() -> {
                try {
                    served.post("/v1/chat/completions", stream);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Wait.until(() -> slow.asked.get() > 0);
            assertEquals(503, served.post("/v1/chat/completions", stream).statusCode());
            go.countDown();
            first.join();
        }
        try (var reader = new Runs(runs).open("last")) {
            JsonNode spend = reader.items("spend").get("hone/slow@4").orElseThrow();
            assertEquals(4, spend.path("spent").asDouble(), 1e-9);
            assertEquals(0, spend.path("reserved").asDouble(), 1e-9);
        }
    }

    @Test
    void one_hone_is_anothers_upstream() throws Exception {
        try (ServedBy back = serve("", false);
                ServedBy front = new ServedBy(
                        runs.resolve("front"),
                        List.of(ServedBy.remote("mine", back.server.port(), "small")),
                        Optional.of(Rewards.parse("regex: 2$")),
                        false)) {
            HttpResponse<String> planned = front.post(
                    "/v1/chat/completions",
                    Map.of(
                            "model", "hone/mine@3",
                            "hone", Map.of("stop", false),
                            "messages", List.of(ServedBy.user("hi"))));
            assertEquals("small hi 2", ServedBy.text(planned));
            assertEquals(7, ServedBy.json(planned).at("/usage/prompt_tokens").asInt());
            assertEquals(
                    15, ServedBy.json(planned).at("/usage/completion_tokens").asInt());
            HttpResponse<String> passed = front.chat("mine", "hello");
            assertEquals("small hello 0", ServedBy.text(passed));
            HttpResponse<String> streamed = front.post(
                    "/v1/chat/completions",
                    Map.of("model", "mine", "stream", true, "messages", List.of(ServedBy.user("hi"))));
            assertTrue(streamed.body().endsWith("data: [DONE]\n\n"), streamed.body());
            assertEquals(
                    "text/event-stream; charset=utf-8",
                    streamed.headers().firstValue("content-type").orElseThrow());
        }
    }

    @Test
    void an_upstream_that_is_down_is_a_typed_error() throws Exception {
        try (ServedBy front =
                new ServedBy(runs, List.of(ServedBy.remote("mine", 9, "small")), Optional.empty(), false)) {
            HttpResponse<String> passed = front.chat("mine", "hi");
            assertEquals(502, passed.statusCode());
            assertEquals(
                    "upstream_failed", ServedBy.json(passed).at("/error/code").asString());
            HttpResponse<String> planned = front.chat("hone/mine", "hi");
            assertEquals(502, planned.statusCode());
            assertFalse(
                    planned.body().contains("127.0.0.1"), "the address of what is behind is not the client's business");
        }
    }

    @Test
    void reload_takes_the_new_predictor_and_keeps_the_mean() throws Exception {
        List<Learnt> loads = new ArrayList<>();
        ServeOptions options = new ServeOptions(
                List.of(ServedBy.local(model)),
                Optional.of(Rewards.parse("regex:never")),
                () -> {
                    loads.add(new Learnt.Nothing());
                    return loads.getLast();
                },
                4,
                8,
                0,
                false,
                false,
                Optional.empty(),
                1);
        try (ServedBy served = new ServedBy(runs, options)) {
            served.chat("hone/small@4", "one");
            assertEquals(200, served.post("/admin/reload", "").statusCode());
            served.chat("hone/small@4", "two");
            assertEquals(2, loads.size());
        }
        try (var reader = new Runs(runs).open("last")) {
            assertEquals(
                    2,
                    reader.items("spend")
                            .get("hone/small@4")
                            .orElseThrow()
                            .path("requests")
                            .asInt());
        }
    }

    @Test
    void only_an_admins_key_reloads_where_admins_have_keys() throws Exception {
        ServeOptions options = new ServeOptions(
                List.of(ServedBy.local(model)),
                Optional.empty(),
                Learnt.Nothing::new,
                4,
                8,
                0,
                false,
                false,
                Optional.empty(),
                1);
        ShellOptions keyed =
                ShellOptions.loopback(0).withKeys(Keys.of(List.of("client"))).withAdminKeys(Keys.of(List.of("admin")));
        try (ServedBy served = new ServedBy(runs, options, keyed)) {
            assertEquals(200, served.chatWithKey("small", "Bearer client").statusCode());
            HttpResponse<String> refused = served.postWithKey("/admin/reload", "", "Bearer client");
            assertEquals(403, refused.statusCode());
            assertEquals(
                    "admin_required", ServedBy.json(refused).at("/error/code").asString());
            assertEquals(
                    200, served.postWithKey("/admin/reload", "", "Bearer admin").statusCode());
        }
    }

    @Test
    void a_name_of_several_models_is_counted_by_itself_and_what_clients_make_up_is_not() throws Exception {
        try (ServedBy served = serve("", false)) {
            served.chat("hone/small|large@3", "hi");
            served.chat("hone/small|large@2", "hi");
            served.chat("canary", "hi");
            // an answer is counted when it is out
            Wait.until(() ->
                    metrics(served).contains("hone_requests_total{name=\"hone/small|large\",status=\"200\"} 2.0"));
            Wait.until(() -> metrics(served).contains("hone_requests_total{name=\"other\",status=\"404\"} 1.0"));
            assertFalse(metrics(served).contains("canary"));
        }
    }

    private static String metrics(ServedBy served) {
        try {
            return served.get("/metrics").body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void failures_are_counted_under_the_name_that_answers_are() throws Exception {
        try (ServedBy front =
                new ServedBy(runs, List.of(ServedBy.remote("mine", 9, "small")), Optional.empty(), false)) {
            assertEquals(502, front.chat("hone/mine", "hi").statusCode());
            assertEquals(502, front.chat("hone/mine@2", "hi").statusCode());
            assertEquals(502, front.chat("mine", "hi").statusCode());
            List<String> names = new ArrayList<>();
            ServedBy.json(front.get("/status.json"))
                    .path("errors")
                    .forEach(failure -> names.add(failure.path("name").asString()));
            assertEquals(List.of("mine", "hone/mine@2", "hone/mine@4"), names);
        }
    }

    @Test
    void long_answers_of_an_upstream_are_handed_on_whole() throws Exception {
        try (ServedBy back = serve("", false);
                ServedBy front = new ServedBy(
                        runs.resolve("front"),
                        List.of(ServedBy.remote("mine", back.server.port(), "small")),
                        Optional.empty(),
                        false)) {
            String prompt = "x".repeat(2_000_000);
            assertEquals("small " + prompt + " 0", ServedBy.text(front.chat("mine", prompt)));
        }
    }

    @Test
    void a_clients_key_goes_on_only_if_that_was_asked_for() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body =
                    "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"hi\"}}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
        try {
            for (boolean forward : new boolean[] {false, true}) {
                ServeOptions options = new ServeOptions(
                        List.of(ServedBy.remote("mine", upstream.getAddress().getPort(), "m")),
                        Optional.empty(),
                        Learnt.Nothing::new,
                        4,
                        8,
                        0,
                        false,
                        forward,
                        Optional.empty(),
                        1);
                try (ServedBy served = new ServedBy(runs.resolve("" + forward), options)) {
                    for (String model : List.of("mine", "hone/mine")) {
                        served.chatWithKey(model, "Bearer canary");
                    }
                }
            }
        } finally {
            upstream.stop(0);
        }
        assertEquals(List.of("null", "null", "Bearer canary", "Bearer canary"), seen);
    }

    @Test
    void nobody_draws_more_than_the_operator_allows() throws Exception {
        try (ServedBy served = serve("regex:never", false)) {
            assertEquals(400, served.chat("hone/small@9", "hi").statusCode());
            HttpResponse<String> many = served.post(
                    "/v1/chat/completions",
                    Map.of("model", "hone/small", "n", 9, "messages", List.of(ServedBy.user("hi"))));
            assertEquals(400, many.statusCode());
            assertEquals("n", ServedBy.json(many).at("/error/param").asString());
            assertEquals(200, served.chat("hone/small@8", "hi").statusCode());
        }
    }

    @Test
    void names_that_clients_make_up_leave_room_for_others() throws Exception {
        try (ServedBy served = serve("", false)) {
            for (int i = 0; i < 300; i++) {
                assertEquals(
                        200, served.chat("hone/small@1." + (1000 + i), "hi").statusCode());
            }
            assertEquals(200, served.chat("hone/large", "hi").statusCode());
            assertFalse(served.get("/status.json").body().contains("DOWN"));
        }
    }

    @Test
    void token_ids_are_neither_graded_nor_recorded() throws Exception {
        try (ServedBy served = serve("regex:never", true)) {
            HttpResponse<String> answer =
                    served.post("/v1/completions", Map.of("model", "hone/small@4", "prompt", List.of(1, 2, 3)));
            assertEquals(1, ServedBy.json(answer).at("/hone/samples").asInt());
            assertEquals(0, served.run.items(RunPool.SERVED).count());
        }
    }

    @Test
    void models_of_the_hone_object_are_names_that_are_served() throws Exception {
        try (ServedBy served = serve("", false)) {
            for (Object models :
                    List.of("small", List.of("small@3"), List.of(), List.of("small", "small"), Map.of("a", "small"))) {
                HttpResponse<String> answer = served.post(
                        "/v1/chat/completions",
                        Map.of(
                                "model",
                                "small",
                                "messages",
                                List.of(ServedBy.user("hi")),
                                "hone",
                                Map.of("models", models)));
                assertEquals(400, answer.statusCode(), String.valueOf(models));
            }
            assertEquals(200, served.get("/v1/models/hone/small@4").statusCode());
        }
    }

    @Test
    void settings_that_can_never_work_are_refused_at_the_start() {
        assertThrows(HoneException.class, () -> serve("exact", false));
    }

    @Test
    void log_probabilities_that_do_not_come_are_said_to_be_missing() throws Exception {
        try (ServedBy served = serve("regex: 1$", false)) {
            HttpResponse<String> answer = served.post(
                    "/v1/chat/completions",
                    Map.of("model", "hone/small@4", "logprobs", true, "messages", List.of(ServedBy.user("hi"))));
            assertEquals(
                    "no-logprobs",
                    answer.headers().firstValue("x-hone-degraded").orElseThrow());
            assertEquals(
                    "no-logprobs", ServedBy.json(answer).at("/hone/degraded").asString());
        }
    }
}
