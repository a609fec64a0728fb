package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.EndpointException.Rejected;
import dev.hone.endpoint.ScriptedServer.Answer;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What servers complain about, in their own words, and what is left out then. */
class DialectTest {
    private static final SamplingOptions OPTIONS =
            new SamplingOptions(32, 0.7, OptionalDouble.of(0.9), OptionalInt.empty(), List.of("X"), OptionalInt.of(2));
    private static final GenerationRequest FOUR =
            new GenerationRequest(Query.of("q", "a seed with n logprobs"), 0, 4, OPTIONS, Seeds.of(1));
    private static final Dialect HOPEFUL = Dialect.hopeful(16);

    private static Optional<Dialect> after(String body, int n) {
        return HOPEFUL.after(body, new ChatRequest("m", FOUR, 0, n, HOPEFUL));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "seed|{\"error\":{\"message\":\"Unrecognized request argument supplied: seed\",\"param\":null}}",
                "seed|{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"seed\"],\"msg\":\"Extra inputs\"}]}",
                "seed|{\"object\":\"error\",\"message\":\"property 'seed' is unsupported\",\"code\":400}",
                "seed|{\"error\":\"seed: unknown field\"}",
                "seed|seed is not supported here",
                "n|{\"error\":{\"message\":\"Only one completion choice is allowed\",\"code\":400}}",
                "n|{\"error\":{\"message\":\"'n' : number must be at most 1\",\"type\":\"invalid_request_error\"}}",
                "n|{\"error\":{\"message\":\"invalid value\",\"param\":\"n\"}}",
                "logprobs|{\"error\":{\"message\":\"This model does not support logprobs\",\"param\":\"logprobs\"}}",
                "logprobs|{\"detail\":[{\"loc\":[\"body\",\"top_logprobs\"],\"msg\":\"not permitted\"}]}",
                "max|{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model."
                        + " Use 'max_completion_tokens' instead.\",\"param\":\"max_tokens\"}}",
            })
    void theParameterThatIsNamedIsLeftOut(String dropped, String body) {
        Dialect next = after(body, 4).orElseThrow();
        assertEquals(
                switch (dropped) {
                    case "seed" -> new Dialect(16, false, true, true);
                    case "n" -> new Dialect(1, true, true, true);
                    case "logprobs" -> new Dialect(16, true, false, true);
                    default -> new Dialect(16, true, true, false);
                },
                next);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"'temperature' does not support 0.7\",\"param\":\"temperature\"}}",
                "{\"error\":{\"message\":\"Unrecognized argument: top_p\"}}",
                "{\"error\":{\"message\":\"maximum context length is 2048 tokens; can't and won't\"}}",
                "{\"error\":{\"message\":\"seeded runs are seedless\"}}",
                "{\"detail\":[{\"loc\":[\"body\",\"stop\"],\"msg\":\"not permitted\",\"input\":\"seed\"}]}",
                "{}",
                "``",
                "[1,2",
            })
    void whatWouldChangeTheSamplesIsNeverLeftOut(String body) {
        assertEquals(Optional.empty(), after(body, 4));
    }

    @Test
    void nIsNotToBlameWhereItWasNotSent() {
        assertEquals(Optional.empty(), after("{\"error\":{\"message\":\"bad\",\"param\":\"n\"}}", 1));
    }

    @Test
    void lessonsCombineInEitherOrder() {
        Dialect a = new Dialect(4, true, false, true);
        Dialect b = new Dialect(8, false, true, false);
        assertEquals(new Dialect(4, false, false, false), a.meet(b));
        assertEquals(a.meet(b), b.meet(a));
        assertEquals(a, a.meet(HOPEFUL));
    }

    @Test
    void aPickyServerIsUnderstoodOnceAndForAll() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> picky(r));
                EndpointModel model = EndpointModel.open(server.address(), ScriptedServer.quick(), Listener.NONE)) {
            assertEquals(4, model.generate(FOUR).size());
            assertEquals(4 + 4, server.requests().size(), "four lessons, four samples");
            assertEquals(OptionalInt.empty(), model.capabilities().logprobs());
            assertEquals(1, model.capabilities().samplesPerCall());
            model.generate(FOUR);
            assertEquals(8 + 4, server.requests().size(), "nothing is asked twice");
            JsonNode last = server.requests().getLast();
            assertEquals(32, last.path("max_completion_tokens").asInt());
            assertEquals(0.7, last.path("temperature").asDouble());
            assertEquals(0.9, last.path("top_p").asDouble());
            assertTrue(last.has("stop"));
        }
    }

    private static Answer picky(JsonNode request) {
        for (String field : List.of("max_tokens", "logprobs", "seed", "n")) {
            if (request.has(field)) {
                String instead = field.equals("max_tokens") ? "; use max_completion_tokens" : "";
                return Answer.error(400, "unsupported parameter '" + field + "'" + instead);
            }
        }
        return Answer.json(ScriptedServer.good(1, 0));
    }

    @Test
    void aLessonThatDidNotHelpIsNotKept() {
        try (ScriptedServer server =
                        new ScriptedServer((r, n) -> Answer.error(400, "the seed of all evil is in your prompt"));
                EndpointModel model = EndpointModel.open(server.address(), ScriptedServer.quick(), Listener.NONE)) {
            Rejected e = assertThrows(Rejected.class, () -> model.generate(FOUR));
            assertTrue(e.problem().contains("400 (the seed of all evil"), e.problem());
            assertEquals(2, server.requests().size());
            assertThrows(Rejected.class, () -> model.generate(FOUR));
            assertTrue(server.requests().get(2).has("seed"), "it is sent again");
            assertFalse(server.requests().get(1).has("seed"));
        }
    }
}
