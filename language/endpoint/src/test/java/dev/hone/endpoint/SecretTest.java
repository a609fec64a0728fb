package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.ScriptedServer.Answer;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String KEY = "sk-Very+Secret/0123456789";

    private static EndpointOptions withKey() {
        return ScriptedServer.quick().withKey(Optional.of(Secret.of(KEY)));
    }

    private static String everythingAbout(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static GenerationRequest request() {
        return new GenerationRequest(Query.of("q", "hi"), 0, 1, SamplingOptions.DEFAULT, Seeds.of(1));
    }

    @Test
    void theKeyComesFromTheEnvironmentWithoutTheLineEndAroundIt() {
        assertEquals(
                "Bearer abc",
                Secret.fromEnvironment("MY_KEY", Map.of("MY_KEY", " abc\n"))
                        .orElseThrow()
                        .header());
        assertTrue(Secret.fromEnvironment("MY_KEY", Map.of()).isEmpty());
        assertTrue(Secret.fromEnvironment("MY_KEY", Map.of("MY_KEY", "  ")).isEmpty());
    }

    @Test
    void noTextFormShowsIt() {
        Secret key = Secret.of(KEY);
        assertFalse(key.toString().contains(KEY));
        assertFalse(withKey().toString().contains(KEY));
        assertFalse(Json.write(key).contains("Secret/"));
        assertFalse(Json.write(Map.of("key", key)).contains("Secret/"));
    }

    @Test
    void aKeyInPlaceOfAVariableNameIsRefusedUnseen() {
        HoneException e = assertThrows(HoneException.class, () -> Secret.fromEnvironment(KEY, Map.of()));
        assertFalse(everythingAbout(e).contains(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc def", "abc\r\nX-Evil: 1", "schlüssel"})
    void aKeyThatNoHeaderMayHoldIsRefusedUnseen(String key) {
        HoneException e = assertThrows(HoneException.class, () -> Secret.of(key));
        assertFalse(everythingAbout(e).contains(key));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 403, 404, 418, 429, 500, 502})
    void aServerThatRepeatsTheKeyDoesNotGetItIntoAnError(int status) {
        for (String body : List.of(
                "<html>" + KEY + "</html>",
                KEY.repeat(40),
                "x".repeat(70) + KEY,
                "{\"error\":{\"message\":\"bad key " + KEY + "\",\"param\":\"" + KEY + "\"}}",
                "{\"message\":\"" + KEY + "\"}")) {
            try (ScriptedServer server =
                            new ScriptedServer((r, n) -> Answer.of(status, body).with("Location", "/" + KEY));
                    EndpointModel model = EndpointModel.open(server.address(), withKey(), Listener.NONE)) {
                EndpointException e = assertThrows(EndpointException.class, () -> model.generate(request()));
                String shown = everythingAbout(e);
                assertFalse(shown.contains("Very"), shown);
                assertEquals(List.of("Bearer " + KEY), server.authorisations().getFirst());
            }
        }
    }

    @Test
    void withoutAKeyNoHeaderIsSent() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(ScriptedServer.good(r)));
                EndpointModel model = EndpointModel.open(server.address(), ScriptedServer.quick(), Listener.NONE)) {
            model.generate(request());
            assertEquals(List.of(List.of()), server.authorisations());
        }
    }

    @Test
    void theKeyDoesNotTravelInClearTextToAnotherMachine() {
        EndpointAddress far = EndpointAddress.parse("http://gpu-box:8000/v1#m");
        HoneException e = assertThrows(HoneException.class, () -> EndpointModel.open(far, withKey(), Listener.NONE));
        assertTrue(e.problem().contains("unencrypted"), e.problem());
        EndpointModel.open(far, withKey().withClearTextKey(true), Listener.NONE).close();
        EndpointModel.open(far, ScriptedServer.quick(), Listener.NONE).close();
        EndpointModel.open(EndpointAddress.parse("https://gpu-box/v1#m"), withKey(), Listener.NONE)
                .close();
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (ScriptedServer other = new ScriptedServer((r, n) -> Answer.json(ScriptedServer.good(r)));
                ScriptedServer server = new ScriptedServer((r, n) -> Answer.of(307, "")
                        .with("Location", other.address().base().toString()));
                EndpointModel model = EndpointModel.open(server.address(), withKey(), Listener.NONE)) {
            assertThrows(EndpointException.Redirected.class, () -> model.generate(request()));
            assertTrue(other.requests().isEmpty());
        }
    }
}
