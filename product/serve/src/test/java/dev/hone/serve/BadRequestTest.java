package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.reward.Rewards;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What clients can ask wrongly, over HTTP: an error that names the field, and nothing is drawn. Abuse below HTTP is AbuseTest's. */
class BadRequestTest {
    @TempDir
    private static Path runs;

    private static final EchoModel MODEL = new EchoModel("small", Duration.ZERO);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ServedBy served;

    @BeforeAll
    static void start() {
        served = new ServedBy(runs, List.of(ServedBy.local(MODEL)), Optional.of(Rewards.parse("agreement")), false);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static JsonNode refused(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        JsonNode error = Json.read(answer.body()).path("error");
        assertEquals(Set.of("message", "type", "param", "code"), new HashSet<>(error.propertyNames()), answer.body());
        assertTrue(error.path("message").asString().length() > 10, answer.body());
        assertEquals(0, MODEL.drawn.get(), "something was drawn for it");
        return error;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "'n':0 | n",
                "'n':1000 | n",
                "'n':-1 | n",
                "'n':'2' | n",
                "'n':1.5 | n",
                "'temperature':'hot' | temperature",
                "'temperature':-1 | temperature",
                "'top_p':2 | top_p",
                "'max_tokens':0 | max_tokens",
                "'max_completion_tokens':'all' | max_completion_tokens",
                "'stop':5 | stop",
                "'seed':'x' | seed",
                "'stream':'yes' | stream",
                "'top_logprobs':99,'logprobs':true | top_logprobs",
                "'stream_options':7,'stream':true | stream_options",
                "'hone':7 | hone",
                "'hone':{'samples':'x'} | hone.samples",
                "'hone':{'samples':-1} | hone",
                "'hone':{'sample':2} | hone.sample",
                "'hone':{'samples':2,'strong':0.5} | hone",
                "'hone':{'models':['nobody']} | hone.models",
                "'hone':{'stop':1} | hone.stop"
            })
    void a_field_that_is_wrong_is_named(String field, String param) throws Exception {
        for (String model : List.of("small", "hone/small@2")) {
            String body = "{'model':'" + model + "','messages':[{'role':'user','content':'hi'}]," + field + "}";
            JsonNode error = refused(400, served.post("/v1/chat/completions", body.replace('\'', '"')));
            assertEquals(param, error.path("param").asString(), error.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | `{'model':'small','messages':[]}`",
                "400 | `{'model':'small','messages':'hi'}`",
                "400 | `{'model':'small','messages':[7]}`",
                "400 | `{'model':'small','messages':[{'content':'hi'}]}`",
                "400 | `{'model':'small'}`",
                "400 | `{'messages':[{'role':'user','content':'hi'}]}`",
                "400 | `{'model':7,'messages':[{'role':'user','content':'hi'}]}`",
                "404 | `{'model':'nobody','messages':[{'role':'user','content':'hi'}]}`",
                "400 | `{'model':'hone/nobody','messages':[{'role':'user','content':'hi'}]}`",
                "400 | `{'model':'hone/small@','messages':[{'role':'user','content':'hi'}]}`",
                "400 | `{'model':'small','messages':[{'role':'user','content':'hi'}]`",
                "400 | ``",
                "400 | `[]`",
                "400 | `null`",
                "400 | `\"text\"`"
            })
    void what_is_no_request_is_refused(int status, String body) throws Exception {
        refused(status, served.post("/v1/chat/completions", body.replace('\'', '"')));
    }

    @Test
    void fifty_megabytes_are_refused_and_the_server_goes_on() throws Exception {
        String body =
                "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(50 << 20) + "\"}]}";
        refused(413, served.post("/v1/chat/completions", body));
        assertEquals(200, served.get("/v1/models").statusCode());
    }
}
