package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hone.core.Json;
import dev.hone.lm.CallDetails;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RenderingTest {
    private static String body(Operation operation, Completion... best) {
        return new String(Rendering.body(operation, Samples.reply(best)), StandardCharsets.UTF_8);
    }

    private static JsonNode choice(Operation operation, String written) {
        return Json.read(body(operation, Samples.written(written))).at("/choices/0");
    }

    @Test
    void a_chat_answer_has_every_key_and_hone_last() {
        assertEquals(
                "{'id':'chatcmpl-1','object':'chat.completion','created':1700000000,'model':'hone/m@4','choices':["
                                .replace('\'', '"')
                        + "{'index':0,'message':{'role':'assistant','content':'yes','refusal':null},'logprobs':null,'finish_reason':'stop'},"
                                .replace('\'', '"')
                        + "{'index':1,'message':{'role':'assistant','content':'no','refusal':null},'logprobs':null,'finish_reason':'length'}],"
                                .replace('\'', '"')
                        + "'usage':{'prompt_tokens':20,'completion_tokens':12,'total_tokens':32},'hone':{'samples':4}}"
                                .replace('\'', '"'),
                body(Operation.CHAT, Samples.plain("yes"), Samples.cut("no")));
    }

    @Test
    void a_text_answer_has_its_own_form() {
        assertEquals(
                ("{'id':'chatcmpl-1','object':'text_completion','created':1700000000,'model':'hone/m@4','choices':["
                                + "{'index':0,'text':'yes','logprobs':null,'finish_reason':'stop'}],"
                                + "'usage':{'prompt_tokens':20,'completion_tokens':12,'total_tokens':32},'hone':{'samples':4}}")
                        .replace('\'', '"'),
                body(Operation.TEXT, Samples.plain("yes")));
    }

    @Test
    void without_hone_s_part_there_is_no_field() {
        Reply reply = new Reply("i", 1, "m", List.of(Samples.plain("x")), 1, 1, CallDetails.NONE, Optional.empty());
        assertFalse(new String(Rendering.body(Operation.CHAT, reply), StandardCharsets.UTF_8).contains("hone"));
    }

    @Test
    void what_a_server_wrote_is_handed_on_with_another_index() {
        JsonNode choice = choice(Operation.CHAT, Samples.TOOL_CALL);
        JsonNode written = Json.read(Samples.TOOL_CALL);
        assertEquals(0, choice.get("index").intValue());
        written.get("message")
                .properties()
                .forEach(field ->
                        assertEquals(field.getValue(), choice.get("message").get(field.getKey())));
        assertEquals("tool_calls", choice.get("finish_reason").stringValue());
        assertEquals(7, choice.get("stop_reason").intValue(), "a field of the server's own");
        assertEquals("{\"refusal\":null}", difference(choice.get("message"), written.get("message")));
        JsonNode text = choice(
                Operation.TEXT,
                "{'index':9,'text':' so','logprobs':{'tokens':['a']},'finish_reason':'length'}".replace('\'', '"'));
        assertEquals(
                "{\"index\":0,\"text\":\" so\",\"logprobs\":{\"tokens\":[\"a\"]},\"finish_reason\":\"length\"}",
                text.toString());
    }

    @Test
    void log_probabilities_of_a_server_get_the_key_it_left_out() {
        String content = "{\"message\":{\"content\":\"a\"},\"logprobs\":{\"content\":[]}}";
        assertEquals(
                "{\"content\":[],\"refusal\":null}",
                choice(Operation.CHAT, content).get("logprobs").toString());
        String both = "{\"message\":{\"content\":\"a\"},\"logprobs\":{\"content\":null,\"refusal\":[]}}";
        assertEquals(
                "{\"content\":null,\"refusal\":[]}",
                choice(Operation.CHAT, both).get("logprobs").toString());
    }

    private static String difference(JsonNode more, JsonNode less) {
        var rest = Json.MAPPER.createObjectNode();
        more.properties().stream().filter(f -> !less.has(f.getKey())).forEach(f -> rest.set(f.getKey(), f.getValue()));
        return rest.toString();
    }

    @Test
    void rendering_leaves_the_candidate_as_it_was() {
        Completion written = Samples.written("{\"index\":3,\"message\":{\"content\":\"a\"}}");
        String first = body(Operation.CHAT, written);
        assertEquals(
                "{\"index\":3,\"message\":{\"content\":\"a\"}}",
                written.choice().orElseThrow().toString());
        assertEquals(first, body(Operation.CHAT, written));
    }

    @ParameterizedTest
    @CsvSource({
        "stop, stop",
        "length, length",
        "content_filter, content_filter",
        "tool_calls, tool_calls",
        // Samples.written ended at the limit
        "eos, length",
        "max_tokens, length"
    })
    void reasons_that_the_api_lacks_become_those_they_mean(String written, String rendered) {
        String choice = "{\"message\":{\"content\":\"a\"},\"finish_reason\":\"" + written + "\"}";
        assertEquals(
                rendered, choice(Operation.CHAT, choice).get("finish_reason").stringValue());
    }

    @Test
    void calls_without_a_reason_end_in_calls_and_text_never_does() {
        String call = "{\"message\":{\"tool_calls\":[{\"id\":\"1\"}]},\"finish_reason\":null}";
        assertEquals(
                "tool_calls", choice(Operation.CHAT, call).get("finish_reason").stringValue());
        String none = "{\"message\":{\"tool_calls\":[]},\"finish_reason\":null}";
        assertEquals("length", choice(Operation.CHAT, none).get("finish_reason").stringValue());
        String text = "{\"text\":\"a\",\"finish_reason\":\"tool_calls\"}";
        assertEquals("length", choice(Operation.TEXT, text).get("finish_reason").stringValue());
    }

    @Test
    void a_choice_of_the_other_operation_is_not_the_client_s() {
        assertEquals(
                "text of Hone's",
                choice(Operation.TEXT, "{\"message\":{\"content\":\"a\"}}")
                        .get("text")
                        .stringValue());
        assertEquals(
                "text of Hone's",
                choice(Operation.CHAT, "{\"text\":\"a\"}")
                        .at("/message/content")
                        .stringValue());
    }

    @Test
    void half_a_character_becomes_a_mark_that_every_parser_reads() {
        assertEquals(
                "a\uFFFD\ud83d\ude00",
                Json.read(body(Operation.CHAT, Samples.plain("a\ud83d\ud83d\ude00")))
                        .at("/choices/0/message/content")
                        .stringValue());
        assertEquals(
                "\uFFFD",
                choice(Operation.TEXT, "{\"text\":\"\\ude00\"}").get("text").stringValue());
    }
}
