package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hone.core.Json;
import dev.hone.lm.Completion;
import dev.hone.reward.HttpReward.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HttpRewardTest extends RewardKit {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), 3, Duration.ofMillis(1), Duration.ofMillis(20));

    /** How the scorer behaves: takes the request's body, returns status and body. */
    @FunctionalInterface
    private interface Scorer {
        Reply reply(String body);
    }

    private record Reply(int status, String body) {}

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<HttpServer> servers = new ArrayList<>();

    @Override
    Reward create() throws IOException {
        return scorer(HttpRewardTest::honest);
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void the_scorer_sees_query_reference_and_completion() {
        reward.score(QUERY, List.of(Completion.of("a\n\u4f60")));
        assertEquals(
                Json.read(
                        "{\"items\":[{\"id\":\"q\",\"prompt\":\"6*7=\",\"reference\":\"42\",\"completion\":\"a\\n\u4f60\"}]}"),
                Json.read(requests.getFirst()));
    }

    @Test
    void answers_are_sent_in_batches_and_come_back_in_order() {
        List<Completion> many = IntStream.range(0, 150)
                .mapToObj(i -> Completion.of(i % 3 == 0 ? "42" : "x"))
                .toList();
        double[] rewards = reward.score(QUERY, many);
        assertEquals(3, requests.size());
        for (int i = 0; i < 150; i++) {
            assertEquals(i % 3 == 0 ? 0.75 : -1, rewards[i]);
        }
    }

    @Test
    void nothing_to_grade_asks_nothing() {
        reward.score(QUERY, List.of());
        assertEquals(List.of(), requests);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void a_scorer_that_is_busy_is_asked_again(int status) throws IOException {
        try (Reward busy = scorer(body -> requests.size() < 3 ? new Reply(status, "busy") : honest(body))) {
            assertArrayEquals(new double[] {0.75}, busy.score(QUERY, List.of(Completion.of("42"))));
        }
        assertEquals(3, requests.size());
    }

    @Test
    void after_some_tries_it_fails_with_the_last_answer() throws IOException {
        try (Reward down = scorer(_ -> new Reply(503, "<html>down for\n maintenance</html>"))) {
            var error = fails(down);
            assertTrue(
                    error.problem().contains("answered 503: <html>down for maintenance</html> (3 tries)"),
                    error.problem());
            assertTrue(error.problem().contains("http://127.0.0.1"), error.problem());
        }
        assertEquals(3, requests.size());
    }

    @Test
    void a_request_that_is_refused_is_not_repeated() throws IOException {
        try (Reward wrong = scorer(_ -> new Reply(404, "no such page"))) {
            assertTrue(fails(wrong).problem().contains("answered 404: no such page"));
        }
        assertEquals(1, requests.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rewards\": [1, 2]}      | answered 2 rewards for 1 items",
                "{\"rewards\": []}          | answered 0 rewards for 1 items",
                "{\"rewards\": [NaN]}       | something else than",
                "{\"rewards\": [null]}      | answered null as reward 0",
                "{\"rewards\": [\"1\"]}     | answered \"1\" as reward 0",
                "{\"rewards\": [1e999]}     | as reward 0",
                "{\"rewards\": 1}           | something else than",
                "{\"reward\": [1]}          | something else than",
                "<!doctype html><p>Welcome  | something else than {\"rewards\": [...]}: <!doctype html><p>Welcome",
                "[1]                        | something else than",
            })
    void an_answer_that_is_no_list_of_rewards_is_an_error(String body, String problem) throws IOException {
        try (Reward broken = scorer(_ -> new Reply(200, body))) {
            assertTrue(fails(broken).problem().contains(problem), fails(broken).problem());
        }
    }

    @Test
    void an_answer_without_end_is_cut() throws IOException {
        String endless = "[" + "1,".repeat(1 << 20);
        try (Reward broken = scorer(_ -> new Reply(200, endless))) {
            assertTrue(fails(broken).problem().contains("more than 1048576 bytes"));
        }
    }

    @Test
    void a_scorer_that_hangs_is_given_up() throws IOException {
        var impatient = new Patience(
                Duration.ofSeconds(5), Duration.ofMillis(100), 2, Duration.ofMillis(1), Duration.ofMillis(1));
        try (Reward hanging = scorer(HttpRewardTest::hang, impatient)) {
            assertTrue(
                    fails(hanging).problem().contains("could not be asked"),
                    fails(hanging).problem());
        }
    }

    @Test
    void a_scorer_that_is_not_there_is_named() {
        try (Reward absent = new HttpReward(URI.create("http://127.0.0.1:1/score"), SHORT)) {
            assertTrue(fails(absent).problem().startsWith("The scorer http://127.0.0.1:1/score could not be asked"));
        }
    }

    @Test
    void an_interruption_is_passed_on() throws Exception {
        try (Reward hanging = scorer(HttpRewardTest::hang)) {
            Thread.currentThread().interrupt();
            assertTrue(fails(hanging).problem().contains("interrupted"));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void its_range_is_its_makers_business() {
        assertFalse(Double.isFinite(reward.traits().low()));
        assertEquals(8, reward.concurrency());
    }

    private static ScorerFailed fails(Reward reward) {
        return assertThrows(ScorerFailed.class, () -> reward.score(QUERY, List.of(Completion.of("42"))));
    }

    private static Reply honest(String body) {
        StringBuilder rewards = new StringBuilder();
        for (JsonNode item : Json.read(body).path("items")) {
            rewards.append(rewards.isEmpty() ? "" : ",")
                    .append(item.path("completion").asString().contains("42") ? "0.75" : "-1");
        }
        return new Reply(200, "{\"rewards\":[" + rewards + "]}");
    }

    private static Reply hang(String body) {
        try {
            Thread.sleep(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return honest(body);
    }

    private Reward scorer(Scorer scorer) throws IOException {
        return scorer(scorer, SHORT);
    }

    private Reward scorer(Scorer scorer, Patience patience) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/score", exchange -> answer(exchange, scorer));
        server.start();
        servers.add(server);
        return new HttpReward(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/score"), patience);
    }

    private void answer(HttpExchange exchange, Scorer scorer) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(body);
            Reply reply = scorer.reply(body);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
