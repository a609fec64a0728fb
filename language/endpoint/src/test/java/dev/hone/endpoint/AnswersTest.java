package dev.hone.endpoint;

import static dev.hone.endpoint.ScriptedServer.good;
import static dev.hone.endpoint.ScriptedServer.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.EndpointException.Malformed;
import dev.hone.endpoint.EndpointException.ModelUnknown;
import dev.hone.endpoint.EndpointException.RateLimited;
import dev.hone.endpoint.EndpointException.Rejected;
import dev.hone.endpoint.EndpointException.ServerFailed;
import dev.hone.endpoint.EndpointException.Unauthorised;
import dev.hone.endpoint.ScriptedServer.Answer;
import dev.hone.endpoint.ScriptedServer.Script;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer's status and body mean. */
@Timeout(120)
class AnswersTest {
    private static final SamplingOptions WITH_LOGPROBS =
            new SamplingOptions(8, 1, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.of(0));

    private final AtomicInteger calls = new AtomicInteger();

    private List<Completion> ask(Script script) {
        Script counted = (r, n) -> {
            calls.set(n);
            return script.answer(r, n);
        };
        try (ScriptedServer server = new ScriptedServer(counted);
                EndpointModel model = EndpointModel.open(server.address(), quick(), Listener.NONE)) {
            return model.generate(new GenerationRequest(Query.of("q", "hi"), 0, 1, WITH_LOGPROBS, Seeds.of(1)));
        }
    }

    private EndpointException failure(Script script) {
        return assertThrows(EndpointException.class, () -> ask(script));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "400|Rejected|1",
                "401|Unauthorised|1",
                "402|RateLimited|1",
                "403|Unauthorised|1",
                "408|TimedOut|4",
                "409|Rejected|1",
                "413|Rejected|1",
                "418|Rejected|1",
                "422|Rejected|1",
                "429|RateLimited|4",
                "500|ServerFailed|4",
                "502|ServerFailed|4",
                "529|ServerFailed|4",
                "204|Rejected|1",
            })
    void eachStatusHasItsErrorAndOnlyPassingOnesAreTriedAgain(int status, String type, int attempts) {
        EndpointException e = failure((r, n) -> Answer.of(status, ""));
        assertEquals(type, e.getClass().getSimpleName());
        assertTrue(e.problem().contains("answers " + status), e.problem());
        assertTrue(e.problem().startsWith("http://127.0.0.1:"), e.problem());
        assertEquals(attempts, calls.get());
    }

    @Test
    void retryAfterIsHonouredUpToTheLongestWish() {
        for (String wish : List.of(
                "1",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(600)))) {
            long start = System.nanoTime();
            ask((r, n) -> n == 1 ? Answer.error(429, "slowly").with("Retry-After", wish) : Answer.json(good(r)));
            long millis = (System.nanoTime() - start) / 1_000_000;
            // own waits are at most 4 ms, the longest wish is 150 ms
            assertTrue(millis >= 150, wish + ": " + millis);
            assertEquals(2, calls.get());
        }
    }

    @Test
    void anExhaustedQuotaIsNotWaitedFor() {
        EndpointException e = failure((r, n) -> Answer.of(
                429, "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}"));
        assertTrue(assertInstanceOf(RateLimited.class, e).exhausted());
        assertEquals(1, calls.get());
    }

    @Test
    void aWebPageIsShownInEightyCharactersWithoutItsControlCharacters() {
        EndpointException e = failure((r, n) ->
                Answer.of(200, "<!doctype html>\n<html>\u001b[2J<title>Welcome to nginx</title>" + "<p>".repeat(500)));
        assertInstanceOf(Malformed.class, e);
        assertTrue(
                e.problem().contains("a web page: '<!doctype html> <html> [2J<title>Welcome to nginx</title>"),
                e.problem());
        assertTrue(e.problem().length() < 200, e.problem());
        assertTrue(e.advice().contains("/v1"), e.advice());
        assertEquals(1, calls.get());
    }

    @Test
    void aWebPageWithAServersErrorIsThatError() {
        EndpointException e = failure((r, n) -> Answer.of(502, "<html>Bad Gateway</html>"));
        assertInstanceOf(ServerFailed.class, e);
        assertTrue(e.problem().contains("502 (<html>Bad Gateway</html>)"), e.problem());
    }

    @Test
    void otherThingsThatAreNoAnswerAreMalformed() {
        for (String body : List.of("", "OK", "[]", "3", "null", "{\"a\":1} {\"b\":2}", "{\"id\":\"x\"}", "{a:1}")) {
            assertInstanceOf(Malformed.class, failure((r, n) -> Answer.of(200, body)), body);
        }
    }

    @Test
    void anErrorInsideAGoodStatusIsTheErrorItSays() {
        assertInstanceOf(
                ServerFailed.class, failure((r, n) -> Answer.of(200, "{\"error\":{\"message\":\"upstream died\"}}")));
        assertInstanceOf(
                RateLimited.class,
                failure((r, n) -> Answer.of(200, "{\"error\":{\"message\":\"slow\",\"code\":429}}")));
        assertEquals(1, ask((r, n) -> Answer.json(good(r).putNull("error"))).size());
    }

    @Test
    void anUnknownModelNamesTheNearestServedOne() {
        Script script = (r, n) -> r.isNull()
                ? Answer.of(200, "{\"data\":[{\"id\":\"other\"},{\"id\":\"tiny/model:1c\"}]}")
                : Answer.error(404, "The model does not exist");
        EndpointException e = failure(script);
        assertInstanceOf(ModelUnknown.class, e);
        assertTrue(e.problem().contains("404 (The model does not exist) for the model 'tiny/model:1b'"), e.problem());
        assertEquals("you meant 'tiny/model:1c'", e.advice());
    }

    @Test
    void anUnknownModelListsTheServedOnesWhereNoneIsNear() {
        EndpointException e = failure((r, n) -> r.isNull()
                ? Answer.of(200, "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\\u001b[31m\"}]}")
                : Answer.of(400, "{\"error\":{\"code\":\"model_not_found\",\"message\":\"no\"}}"));
        assertInstanceOf(ModelUnknown.class, e);
        assertEquals("you want one of those it serves: a, b [31m", e.advice());
    }

    @Test
    void aMissingListOfModelsDoesNotHideTheError() {
        EndpointException e = failure((r, n) -> Answer.of(404, "not found"));
        assertInstanceOf(ModelUnknown.class, e);
        assertTrue(e.advice().contains("/v1"), e.advice());
    }

    @Test
    void aRefusedKeyAndAMissingKeyAreToldApart() {
        assertTrue(failure((r, n) -> Answer.of(401, "")).problem().contains("no key was given"));
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.of(401, ""));
                EndpointModel model = EndpointModel.open(
                        server.address(), quick().withKey(Optional.of(Secret.of("k"))), Listener.NONE)) {
            Unauthorised e = assertThrows(Unauthorised.class, model::models);
            assertTrue(e.problem().contains("to the key it was given"), e.problem());
        }
    }

    @Test
    void aPromptThatDoesNotFitHasItsOwnAdvice() {
        EndpointException e = failure((r, n) -> Answer.error(400, "maximum context length is 2048 tokens"));
        assertInstanceOf(Rejected.class, e);
        assertTrue(e.advice().contains("shorten the prompt"), e.advice());
    }

    @Test
    void infiniteLogprobsDoNotLoseTheAnswer() {
        String body = Json.write(good(1, 0))
                .replace(
                        "\"index\":0",
                        "\"index\":0,\"logprobs\":{\"content\":["
                                + "{\"token\":\"a\",\"logprob\":-Infinity},{\"token\":\"b\",\"logprob\":NaN},{\"token\":\"c\",\"logprob\":0.001}]}");
        Completion sample = ask((r, n) -> Answer.of(200, body)).getFirst();
        assertEquals(
                List.of(-9999.0, -9999.0, 0.0),
                sample.logprobs().stream().map(t -> t.logprob()).toList());
    }

    @Test
    void bytesThatAreNoUtf8CostOneLetterAndNotTheAnswer() {
        byte[] body = RawServer.bytes(good(1, 0).toString().replace("text", "te?t"));
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '?' ? (byte) 0xff : body[i];
        }
        try (RawServer server = new RawServer((connection, out, n) -> {
                    out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"));
                    out.write(body);
                });
                EndpointModel model = EndpointModel.open(server.address(), quick(), Listener.NONE)) {
            GenerationRequest one = new GenerationRequest(Query.of("q", "hi"), 0, 1, WITH_LOGPROBS, Seeds.of(1));
            assertEquals("te\ufffdt 0 0", model.generate(one).getFirst().text());
        }
    }
}
