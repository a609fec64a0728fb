package dev.hone.endpoint;

import static dev.hone.endpoint.ScriptedServer.good;
import static dev.hone.endpoint.ScriptedServer.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.ScriptedServer.Answer;
import dev.hone.lm.Completion;
import dev.hone.lm.LimitReached;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.Outcome;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.lm.sampling.Sampling;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sampling loop over an endpoint: every answer that was paid for ends in the store, once, whatever happens beside it. */
@Timeout(120)
class PaidSamplesTest {
    private static final int QUERIES = 6;
    private static final int SAMPLES = 5;

    private final SampleStore store = SampleStore.inMemory();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final List<Demand> demands = IntStream.range(0, QUERIES)
            .mapToObj(i -> new Demand(Query.of("q" + i, "prompt " + i), SAMPLES))
            .toList();

    private Outcome draw(EndpointModel model) {
        return new Sampling(model, SamplingOptions.DEFAULT.withMaxTokens(4), Seeds.of(1), store, Listener.NONE)
                .draw(demands);
    }

    private Set<String> stored() {
        Set<String> texts = new TreeSet<>();
        for (Demand demand : demands) {
            store.completions(demand.query().id()).values().stream()
                    .map(Completion::text)
                    .forEach(text -> assertTrue(texts.add(text), "twice: " + text));
        }
        return texts;
    }

    /** A server that ignores {@code n}; each text is served once. */
    private Answer serve(int number) {
        served.add("text " + number + " 0");
        return Answer.json(good(1, number));
    }

    @Test
    void aServerThatIgnoresNGivesEverySampleOnce() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> serve(n));
                EndpointModel model = EndpointModel.open(server.address(), quick(), Listener.NONE)) {
            assertTrue(draw(model).complete());
            assertEquals(QUERIES * SAMPLES, server.requests().size(), "nothing was asked for in vain");
            assertEquals(new TreeSet<>(served), stored());
        }
    }

    @Test
    void whatCameBeforeTheServerBrokeIsStoredAndNotAskedForAgain() {
        EndpointException failure;
        int before;
        try (ScriptedServer server = new ScriptedServer((r, n) -> n > 13 ? Answer.of(401, "") : serve(n));
                EndpointModel model = EndpointModel.open(server.address(), quick().withConcurrency(4), Listener.NONE)) {
            failure = assertThrows(EndpointException.class, () -> draw(model));
            before = served.size();
        }
        assertEquals(13, before);
        assertTrue(failure instanceof EndpointException.Unauthorised, failure.problem());
        assertEquals(new TreeSet<>(served), stored());
        try (ScriptedServer server = new ScriptedServer((r, n) -> serve(100 + n));
                EndpointModel model = EndpointModel.open(server.address(), quick(), Listener.NONE)) {
            assertTrue(draw(model).complete());
            assertEquals(QUERIES * SAMPLES - before, server.requests().size());
            assertEquals(new TreeSet<>(served), stored());
        }
    }

    @Test
    void aLimitStopsCleanlyAndAHigherOneGoesOn() {
        int calls = 0;
        for (long limit : new long[] {7, 9, 100}) {
            EndpointOptions options = quick().withLimits(new SpendLimits(OptionalLong.of(limit), OptionalLong.empty()));
            int base = calls;
            try (ScriptedServer server = new ScriptedServer((r, n) -> serve(base + n));
                    EndpointModel model = EndpointModel.open(server.address(), options, Listener.NONE)) {
                Outcome outcome = draw(model);
                calls += server.requests().size();
                assertEquals(
                        limit < 100,
                        outcome.stopped().filter(LimitReached.class::isInstance).isPresent());
                assertEquals(calls, outcome.samples());
                assertEquals(Math.min(calls, QUERIES * SAMPLES), stored().size());
            }
        }
        assertEquals(QUERIES * SAMPLES, calls);
    }

    @Test
    void aFlakyServerCostsAttemptsAndNoSample() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> switch (n % 5) {
                    case 0 -> Answer.of(503, "busy");
                    case 3 -> Answer.error(429, "slowly").with("Retry-After", "0");
                    default -> serve(n);
                });
                EndpointModel model = EndpointModel.open(
                        server.address(), quick().withBackoff(patient()).withConcurrency(3), Listener.NONE)) {
            assertTrue(draw(model).complete());
            assertEquals(new TreeSet<>(served), stored());
            assertEquals(server.requests().size(), model.spent().calls());
            assertEquals(QUERIES * SAMPLES * 3L, model.spent().completionTokens());
        }
    }

    private static Backoff patient() {
        Backoff quick = quick().backoff();
        return new Backoff(20, quick.first(), quick.cap(), quick.longestWish());
    }

    @Test
    void aProblemOfTheUsersIsNeverHidden() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.of(200, "<html>login</html>"));
                EndpointModel model = EndpointModel.open(server.address(), quick(), Listener.NONE)) {
            HoneException e = assertThrows(HoneException.class, () -> draw(model));
            assertTrue(e.problem().contains("a web page"), e.problem());
            assertEquals(Set.of(), stored());
        }
    }
}
