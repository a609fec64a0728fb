package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Message;
import dev.hone.lm.SamplingOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AskReaderTest {
    /** Stands in every bad request; an error may never show it. */
    private static final String SECRET = "the patient is called";

    private static Ask chat(String more) {
        return read(
                Operation.CHAT, "{'model':'m','messages':[{'role':'user','content':'" + SECRET + "'}]" + more + "}");
    }

    private static Ask text(String more) {
        return read(Operation.TEXT, "{'model':'m','prompt':'" + SECRET + "'" + more + "}");
    }

    private static Ask read(Operation operation, String body) {
        return AskReader.read(operation, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The error's object, once it is sure that it is one for a client and quotes nothing. */
    private static JsonNode refused(Operation operation, String body) {
        ApiError error = assertThrows(ApiError.class, () -> read(operation, body));
        JsonNode json = error.json().get("error");
        assertEquals(400, error.status());
        assertEquals("invalid_request_error", json.get("type").stringValue());
        assertFalse(json.toString().contains("patient"), json.toString());
        return json;
    }

    private static JsonNode refused(String more) {
        return refused(
                Operation.CHAT, "{'model':'m','messages':[{'role':'user','content':'" + SECRET + "'}]" + more + "}");
    }

    private static JsonNode refusedText(String more) {
        return refused(Operation.TEXT, "{'model':'m','prompt':'" + SECRET + "'" + more + "}");
    }

    @Test
    void what_a_client_leaves_out_is_the_api_s_default() {
        Ask ask = chat("");
        assertEquals("m", ask.model());
        assertEquals(List.of(Message.user(SECRET)), ask.messages());
        assertEquals(1, ask.n());
        assertFalse(ask.stream() || ask.includeUsage() || ask.tools());
        assertTrue(
                ask.seed().isEmpty() && ask.hone().isEmpty() && ask.promptIds().isEmpty());
        SamplingOptions none = SamplingOptions.DEFAULT;
        assertEquals(none.withMaxTokens(1024), ask.options());
        assertEquals(none.withMaxTokens(16), text("").options());
    }

    @Test
    void everything_a_client_can_say_arrives() {
        Ask ask = chat(
                ",'n':3,'stream':true,'stream_options':{'include_usage':true},'seed':-7,'tools':[{'type':'function'}],"
                        + "'temperature':0.7,'top_p':0.9,'top_k':40,'stop':['a','b'],'logprobs':true,'top_logprobs':5,"
                        + "'max_completion_tokens':99,'hone':{'mean':4}");
        assertEquals(
                new SamplingOptions(
                        99, 0.7, OptionalDouble.of(0.9), OptionalInt.of(40), List.of("a", "b"), OptionalInt.of(5)),
                ask.options());
        assertEquals(3, ask.n());
        assertTrue(ask.stream() && ask.includeUsage() && ask.tools());
        assertEquals(OptionalLong.of(-7), ask.seed());
        assertEquals(4, ask.hone().orElseThrow().get("mean").intValue());
    }

    @Test
    void a_text_completion_has_its_own_form_of_logprobs() {
        assertEquals(OptionalInt.of(0), text(",'logprobs':0").options().logprobs());
        assertEquals(OptionalInt.of(20), text(",'logprobs':20").options().logprobs());
        assertEquals("logprobs", refusedText(",'logprobs':true").get("param").stringValue());
        assertEquals("logprobs", refused(",'logprobs':3").get("param").stringValue());
        assertEquals(OptionalInt.of(0), chat(",'logprobs':true").options().logprobs());
        assertEquals(OptionalInt.empty(), chat(",'logprobs':false").options().logprobs());
    }

    @Test
    void both_names_of_the_token_limit_are_read() {
        assertEquals(5, chat(",'max_tokens':5").options().maxTokens());
        assertEquals(6, chat(",'max_completion_tokens':6").options().maxTokens());
        assertEquals(
                7, chat(",'max_tokens':7,'max_completion_tokens':7").options().maxTokens());
        assertEquals(8, text(",'max_tokens':8").options().maxTokens());
        assertEquals(
                9,
                chat(",'max_tokens':9,'max_completion_tokens':null").options().maxTokens());
    }

    @Test
    void options_that_do_nothing_are_left_out() {
        // options are part of a sample's identity: saying the default must not change the samples
        assertEquals(
                chat("").options(),
                chat(",'top_p':1,'top_k':0,'temperature':1,'stop':[]").options());
        assertEquals(
                chat("").options(),
                chat(",'top_p':null,'top_k':-1,'stop':null,'logprobs':null").options());
        assertEquals(
                OptionalDouble.of(Double.MIN_VALUE),
                chat(",'top_p':0").options().topP());
    }

    @Test
    void whole_numbers_may_be_written_as_fractions() {
        assertEquals(3, chat(",'n':3.0").n());
        assertEquals(200, chat(",'max_tokens':2e2").options().maxTokens());
        assertEquals("n", refused(",'n':1.5").get("param").stringValue());
        assertEquals("seed", refused(",'seed':9223372036854775808").get("param").stringValue());
        assertEquals(
                OptionalLong.of(Long.MAX_VALUE),
                chat(",'seed':9223372036854775807").seed());
        assertEquals("n", refused(",'n':1e999999999").get("param").stringValue());
    }

    @Test
    void unknown_fields_stay_as_they_were_written() {
        String body =
                "{'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'u'}}]}],"
                        + "'response_format':{'type':'json_object'},'tomorrow':[1,{'x':0.12345678901234567890123}],'huge':1E+400}";
        Ask ask = read(Operation.CHAT, body);
        assertEquals(body.replace('\'', '"'), Json.write(ask.request().fields()));
        assertEquals(Operation.CHAT, ask.request().operation());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",'n':0 | n | 'n' must be an integer from 1 to 128.",
                ",'n':129 | n | 'n' must be an integer from 1 to 128.",
                ",'n':1000 | n | 'n' must be an integer from 1 to 128.",
                ",'n':'patient' | n | 'n' must be an integer from 1 to 128, not a string.",
                ",'temperature':2.01 | temperature | 'temperature' must be a number from 0 to 2.",
                ",'temperature':-0.1 | temperature | 'temperature' must be a number from 0 to 2.",
                ",'temperature':'patient' | temperature | 'temperature' must be a number from 0 to 2, not a string.",
                ",'temperature':1e400 | temperature | 'temperature' must be a number from 0 to 2.",
                ",'top_p':1.5 | top_p | 'top_p' must be a number from 0 to 1.",
                ",'top_k':-2 | top_k | 'top_k' must be an integer from -1 to 2147483647.",
                ",'max_tokens':0 | max_tokens | 'max_tokens' must be an integer from 1 to 2147483647.",
                ",'max_completion_tokens':0 | max_completion_tokens | 'max_completion_tokens' must be an integer from 1 to 2147483647.",
                ",'max_tokens':1,'max_completion_tokens':2 | max_tokens | 'max_tokens' and 'max_completion_tokens' differ; send one of them.",
                ",'stop':['patient','b','c','d','e'] | stop | 'stop' must hold at most 4 strings.",
                ",'stop':['patient',3] | stop | 'stop' must be a string or an array of them, not a number.",
                ",'stop':{'patient':1} | stop | 'stop' must be a string or an array of them, not an object.",
                ",'stop':'' | stop | 'stop' must not hold an empty string.",
                ",'top_logprobs':2 | top_logprobs | 'top_logprobs' needs 'logprobs' to be true.",
                ",'logprobs':true,'top_logprobs':21 | top_logprobs | 'top_logprobs' must be an integer from 0 to 20.",
                ",'stream':'patient' | stream | 'stream' must be true or false, not a string.",
                ",'stream_options':{'include_usage':true} | stream_options | 'stream_options' needs 'stream' to be true.",
                ",'stream':true,'stream_options':'patient' | stream_options | 'stream_options' must be an object, not a string.",
                ",'stream':true,'stream_options':{'include_usage':1} | stream_options.include_usage | 'stream_options.include_usage' must be true or false, not a number.",
                ",'tools':{'patient':1} | tools | 'tools' must be an array, not an object.",
                ",'tools':['patient'] | tools[0] | 'tools[0]' must be an object, not a string.",
                ",'continue_final_message':1 | continue_final_message | 'continue_final_message' must be true or false, not a number.",
                ",'continue_final_message':true | continue_final_message | 'continue_final_message' needs a last message of the assistant, behind at least one other.",
                ",'hone':'patient' | hone | 'hone' must be an object, not a string.",
                ",'seed':'patient' | seed | 'seed' must be an integer from -9223372036854775808 to 9223372036854775807, not a string.",
            })
    void a_field_out_of_range_or_of_another_type_is_named(String more, String param, String message) {
        JsonNode error = refused(more);
        assertEquals(param, error.get("param").stringValue());
        assertEquals(message, error.get("message").stringValue());
        assertTrue(error.get("code").isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages':[{'role':'user','content':'x'}]}",
                "{'model':null,'messages':[]}",
                "{'model':' '}",
                "{'model':7}"
            })
    void a_request_needs_a_model(String body) {
        assertEquals("model", refused(Operation.CHAT, body).get("param").stringValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "patient",
                "{",
                "{'model':'patient'",
                "{'model':'patient',}",
                "{'model':'patient'} patient",
                "{'patient':1,'patient':2}",
                "{'a':{'patient':1,'patient':2}}",
                "{'patient':NaN}",
                "['patient']",
                "'patient'",
                "null",
            })
    void what_is_no_json_object_is_refused_without_being_quoted(String body) {
        assertTrue(refused(Operation.CHAT, body).get("param").isNull());
    }

    @Test
    void broken_json_is_placed() {
        String message = refused(Operation.CHAT, "{'model':'m',\n 'patient' 7}")
                .get("message")
                .stringValue();
        assertTrue(message.contains("line 2, column"), message);
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xC3;
        assertEquals(
                400,
                assertThrows(ApiError.class, () -> AskReader.read(Operation.CHAT, body))
                        .status());
    }

    @Test
    void nesting_is_bounded_at_64() {
        assertEquals("m", chat(",'deep':" + "[".repeat(63) + "]".repeat(63)).model());
        String message = refused(",'deep':" + "[".repeat(64) + "]".repeat(64))
                .get("message")
                .stringValue();
        assertTrue(message.contains("more than 64 deep"), message);
        refused(",'deep':" + "[".repeat(100_000));
    }

    @Test
    void best_of_is_hone_s_to_choose() {
        Ask ask = text(",'n':2,'best_of':2");
        assertFalse(ask.request().fields().has("best_of"));
        assertEquals("best_of", refusedText(",'n':2,'best_of':3").get("param").stringValue());
        assertTrue(chat(",'best_of':3").request().fields().has("best_of"), "not a field of chat: unknown, so kept");
    }

    @Test
    void functions_are_tools_of_old() {
        assertTrue(chat(",'functions':[{'name':'f'}]").tools());
        assertFalse(chat(",'tools':[]").tools());
        assertFalse(chat(",'tools':null").tools());
    }
}
