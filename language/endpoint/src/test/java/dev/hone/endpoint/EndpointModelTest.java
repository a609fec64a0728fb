package dev.hone.endpoint;

import static dev.hone.endpoint.ScriptedServer.good;
import static dev.hone.endpoint.ScriptedServer.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.EndpointException.Malformed;
import dev.hone.endpoint.EndpointException.ServerFailed;
import dev.hone.endpoint.ScriptedServer.Answer;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Message;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class EndpointModelTest {
    private static final Query QUERY = Query.of("q1", "hello");

    private static GenerationRequest samples(int first, int n, SamplingOptions options) {
        return new GenerationRequest(QUERY, first, n, options, Seeds.of(1));
    }

    private static GenerationRequest samples(int n) {
        return samples(0, n, SamplingOptions.DEFAULT);
    }

    private static EndpointModel model(ScriptedServer server, EndpointOptions options) {
        return EndpointModel.open(server.address(), options, Listener.NONE);
    }

    private static List<String> texts(List<Completion> completions) {
        return completions.stream().map(Completion::text).toList();
    }

    @Test
    void oneCallBringsAllSamplesWhereNIsHonoured() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(r)));
                EndpointModel model = model(server, quick())) {
            List<Completion> came = model.generate(samples(4));
            assertEquals(4, came.size());
            assertEquals(1, server.requests().size());
            assertEquals(4, new HashSet<>(texts(came)).size());
            assertEquals(16, model.capabilities().samplesPerCall());
            assertEquals(12, came.stream().mapToInt(Completion::tokens).sum());
            assertEquals(new Spend(1, 0, 10, 12, 0), model.spent());
        }
    }

    @Test
    void theRequestSaysWhatWasAskedFor() {
        SamplingOptions options = new SamplingOptions(
                99, 0.5, OptionalDouble.of(0.9), OptionalInt.of(40), List.of("END", "\n\n"), OptionalInt.of(3));
        Query chat = new Query(
                "c",
                List.of(new Message("system", "Sei höflich 🙂"), Message.user("«Grüße»")),
                Optional.empty(),
                Optional.empty());
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(r)));
                EndpointModel model = model(server, quick())) {
            model.generate(new GenerationRequest(chat, 5, 2, options, Seeds.of(1)));
            JsonNode sent = server.requests().getFirst();
            assertEquals("tiny/model:1b", sent.path("model").asString());
            assertEquals(
                    "[{\"role\":\"system\",\"content\":\"Sei höflich 🙂\"},{\"role\":\"user\",\"content\":\"«Grüße»\"}]",
                    sent.path("messages").toString());
            assertEquals(2, sent.path("n").asInt());
            assertEquals(99, sent.path("max_tokens").asInt());
            assertEquals(0.5, sent.path("temperature").asDouble());
            assertEquals(0.9, sent.path("top_p").asDouble());
            assertEquals(40, sent.path("top_k").asInt());
            assertEquals("[\"END\",\"\\n\\n\"]", sent.path("stop").toString());
            assertTrue(sent.path("logprobs").asBoolean());
            assertEquals(3, sent.path("top_logprobs").asInt());
        }
    }

    @Test
    void theSeedDependsOnTheSampleAndNotOnTheCall() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(r)));
                EndpointModel model =
                        model(server, quick().withSamplesPerCall(1).withConcurrency(1))) {
            model.generate(samples(3));
            model.generate(samples(1, 2, SamplingOptions.DEFAULT));
            List<Long> seeds =
                    server.requests().stream().map(r -> r.path("seed").asLong()).toList();
            assertEquals(seeds.subList(1, 3), seeds.subList(3, 5));
            assertNotEquals(seeds.get(0), seeds.get(1));
            assertTrue(seeds.stream().allMatch(s -> s >= 0 && s <= Integer.MAX_VALUE), seeds.toString());
        }
    }

    @Test
    void anIgnoredNIsLearnedFromTheFirstAnswerWhichIsKept() {
        List<String> notes = Collections.synchronizedList(new ArrayList<>());
        Listener listener = new Listener() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(1, n)));
                EndpointModel model = EndpointModel.open(server.address(), quick(), listener)) {
            List<Completion> came = model.generate(samples(5));
            assertEquals("text 1 0", came.getFirst().text());
            assertEquals(5, new HashSet<>(texts(came)).size());
            assertEquals(5, server.requests().size());
            assertEquals(1, model.capabilities().samplesPerCall());
            model.generate(samples(5, 3, SamplingOptions.DEFAULT));
            assertTrue(server.requests().stream().skip(1).noneMatch(r -> r.has("n")));
            assertEquals(List.of(Lesson.ONE_SAMPLE.line()), notes);
        }
    }

    @Test
    void moreSamplesThanOneCallReturnsAreSeveralCalls() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(r)));
                EndpointModel model = model(server, quick().withSamplesPerCall(4))) {
            assertEquals(10, new HashSet<>(texts(model.generate(samples(10)))).size());
            assertEquals(
                    List.of(2, 4, 4),
                    server.requests().stream()
                            .map(r -> r.path("n").asInt())
                            .sorted()
                            .toList());
        }
    }

    @Test
    void fewerChoicesThanAskedForAreKeptTheOthersAskedForAndTheServersMostRemembered() {
        try (ScriptedServer server = new ScriptedServer((r, n) ->
                        Answer.json(good(Math.min(3, r.path("n").asInt(1)), n)));
                EndpointModel model = model(server, quick())) {
            List<Completion> came = model.generate(samples(20, 8, SamplingOptions.DEFAULT));
            assertEquals(8, new HashSet<>(texts(came)).size());
            assertEquals(
                    List.of("text 1 0", "text 1 1", "text 1 2"), texts(came).subList(0, 3));
            assertEquals(3, server.requests().size());
            assertEquals(3, model.capabilities().samplesPerCall());
        }
    }

    @Test
    void whatCameOfAnAnswerThatWasTooShortOutlivesTheNextFailure() {
        try (ScriptedServer server = new ScriptedServer(
                        (r, n) -> n == 1 ? Answer.json(good(3, n)) : Answer.of(200, "<html>gone</html>"));
                EndpointModel model = model(server, quick())) {
            PartialGeneration part = assertThrows(
                    PartialGeneration.class, () -> model.generate(samples(20, 8, SamplingOptions.DEFAULT)));
            assertEquals(Set.of(20, 21, 22), part.completions().keySet());
            assertTrue(part.failure() instanceof Malformed);
        }
    }

    @Test
    void extraChoicesAreLeftOut() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(7, 0)));
                EndpointModel model = model(server, quick())) {
            assertEquals(2, model.generate(samples(2)).size());
        }
    }

    @Test
    void finishedSamplesTravelWithTheFailureOfTheOthers() {
        try (ScriptedServer server = new ScriptedServer(
                        (r, n) -> n == 3 ? Answer.error(400, "the prompt displeases") : Answer.json(good(1, n)));
                EndpointModel model =
                        model(server, quick().withSamplesPerCall(1).withConcurrency(1))) {
            PartialGeneration part = assertThrows(PartialGeneration.class, () -> model.generate(samples(6)));
            assertEquals(Set.of(0, 1), part.completions().keySet());
            assertEquals(
                    "text 2 0", texts(List.copyOf(part.completions().values())).get(1));
            assertTrue(part.problem().contains("the prompt displeases"), part.problem());
            assertEquals(3, server.requests().size(), "calls not yet sent are dropped");
        }
    }

    @Test
    void callsInFlightAreAwaitedWhenAnotherFails() {
        CountDownLatch another = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer((r, n) -> {
                    if (n == 1) {
                        // a failure that came first would keep the other from being sent
                        assertTrue(another.await(60, TimeUnit.SECONDS));
                        return Answer.error(401, "no");
                    }
                    another.countDown();
                    Thread.sleep(100);
                    return Answer.json(good(1, n));
                });
                EndpointModel model =
                        model(server, quick().withSamplesPerCall(1).withConcurrency(4))) {
            PartialGeneration part = assertThrows(PartialGeneration.class, () -> model.generate(samples(4)));
            assertEquals(server.requests().size() - 1, part.completions().size());
        }
    }

    @Test
    void aBrokenChoiceDoesNotTakeTheGoodOnesWithIt() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> {
                    ObjectNode root = good(r.path("n").asInt(1), n);
                    if (n == 1) {
                        ((ArrayNode) root.path("choices")).set(1, "what");
                    }
                    return Answer.json(root);
                });
                EndpointModel model = model(server, quick())) {
            assertEquals(List.of("text 1 0", "text 1 2", "text 1 3", "text 2 0"), texts(model.generate(samples(4))));
        }
    }

    @Test
    void concurrencyIsNeverAboveTheBoundOverAllCallers() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        try (ScriptedServer server = new ScriptedServer((r, n) -> {
                    three.countDown();
                    assertTrue(three.await(60, TimeUnit.SECONDS), "three come in at once");
                    Thread.sleep(5);
                    return Answer.json(good(r));
                });
                EndpointModel model =
                        model(server, quick().withSamplesPerCall(1).withConcurrency(3))) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                callers.add(Thread.ofVirtual().start(() -> model.generate(samples(8))));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(48, server.requests().size());
            assertEquals(3, server.mostInside());
        }
    }

    @Test
    void probingLearnsWithTwoShortCalls() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(r)));
                EndpointModel model = model(server, quick())) {
            assertFalse(model.capabilities().seeded());
            Probed probed = model.probe();
            assertEquals(Probed.Seeding.REPEATED, probed.seed());
            assertEquals(2, probed.asked());
            assertEquals(2, probed.came());
            assertTrue(model.capabilities().seeded());
            assertEquals(2, server.requests().size());
            assertTrue(server.requests().stream()
                    .allMatch(r -> r.path("max_tokens").asInt() <= 16));
            assertTrue(model.capabilities().logprobs().isEmpty(), "asked for and not returned");
        }
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(1, n)));
                EndpointModel model = model(server, quick())) {
            Probed probed = model.probe();
            assertEquals(Probed.Seeding.IGNORED, probed.seed(), "the samples differ");
            assertFalse(model.capabilities().seeded());
            assertEquals(2, probed.asked());
            assertEquals(1, probed.came());
            assertEquals(1, model.capabilities().samplesPerCall());
        }
        try (ScriptedServer server = new ScriptedServer(
                        (r, n) -> r.has("seed") ? Answer.error(400, "unknown field 'seed'") : Answer.json(good(r)));
                EndpointModel model = model(server, quick())) {
            assertEquals(Probed.Seeding.REFUSED, model.probe().seed());
        }
    }

    @Test
    void fiveHundredsAreTriedAgainAndThenReported() {
        try (ScriptedServer server =
                        new ScriptedServer((r, n) -> n < 3 ? Answer.of(500, "boom") : Answer.json(good(r)));
                EndpointModel model = model(server, quick())) {
            assertEquals(1, model.generate(samples(1)).size());
            assertEquals(3, server.requests().size());
        }
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.of(503, "still boom"));
                EndpointModel model = model(server, quick())) {
            ServerFailed e = assertThrows(ServerFailed.class, () -> model.generate(samples(1)));
            assertEquals(4, server.requests().size());
            assertTrue(e.problem().contains("503 (still boom)"), e.problem());
            assertEquals(new Spend(4, 0, 0, 0, 0), model.spent());
        }
    }

    @Test
    void aNestedAnswerIsMalformedAndNotAStackOverflow() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.of(200, "{\"a\":".repeat(200_000)));
                EndpointModel model = model(server, quick())) {
            assertThrows(Malformed.class, () -> model.generate(samples(1)));
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void missingUsageIsEstimatedAndSaidSo() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> {
                    ObjectNode root = good(2, 0);
                    root.remove("usage");
                    return Answer.json(root);
                });
                EndpointModel model = model(server, quick())) {
            List<Completion> came = model.generate(samples(2));
            assertEquals(2, came.getFirst().tokens(), "8 characters");
            assertEquals(1, model.spent().estimated());
            assertEquals(4, model.spent().completionTokens());
        }
    }

    @Test
    void theFinishReasonTellsCutAnswers() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> {
                    ObjectNode root = good(1, 0);
                    ((ObjectNode) root.path("choices").get(0)).put("finish_reason", n == 1 ? "length" : "eos_token");
                    return Answer.json(root);
                });
                EndpointModel model = model(server, quick())) {
            assertEquals(
                    FinishReason.LENGTH, model.generate(samples(1)).getFirst().finish());
            assertEquals(
                    FinishReason.STOP, model.generate(samples(1)).getFirst().finish());
        }
    }

    @Test
    void modelsAreListed() {
        try (ScriptedServer server = new ScriptedServer(
                        (r, n) -> Answer.of(200, "{\"object\":\"list\",\"data\":[{\"id\":\"a/b\"},{\"id\":\"c\"}]}"));
                EndpointModel model = model(server, quick())) {
            assertEquals(List.of("a/b", "c"), model.models());
        }
    }
}
