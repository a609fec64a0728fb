package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.lm.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MessagesTest {
    private static List<Message> read(String messages) {
        String body = ("{'messages':" + messages + "}").replace('\'', '"');
        return Messages.read(new Fields(RequestJson.read(body.getBytes(StandardCharsets.UTF_8)), ""));
    }

    @Test
    void every_role_of_the_api_is_read() {
        assertEquals(
                List.of("system", "system", "user", "assistant", "tool", "tool"),
                read(
                                "[{'role':'developer','content':'a'},{'role':'system','content':'b'},{'role':'user','content':'c'},"
                                        + "{'role':'assistant','content':'d'},{'role':'tool','content':'e','tool_call_id':'i'},"
                                        + "{'role':'function','name':'f','content':'f'}]")
                        .stream()
                        .map(Message::role)
                        .toList());
    }

    @Test
    void text_parts_are_joined_and_other_parts_left_out() {
        assertEquals(
                List.of(Message.user("what is\nthis?"), Message.user("")),
                read("[{'role':'user','content':[{'type':'text','text':'what is'},"
                        + "{'type':'image_url','image_url':{'url':'http://x'}},{'type':'text','text':'this?'}]},"
                        + "{'role':'user','content':[{'type':'input_audio','input_audio':{}}]}]"));
    }

    @Test
    void an_assistant_may_have_called_or_refused_instead_of_speaking() {
        assertEquals(
                List.of("", "no", "no", ""),
                read("[{'role':'assistant','content':null,'tool_calls':[{}]},{'role':'assistant','refusal':'no'},"
                                + "{'role':'assistant','content':[{'type':'refusal','refusal':'no'}]},"
                                + "{'role':'assistant','function_call':{'name':'f','arguments':'{}'}}]")
                        .stream()
                        .map(Message::content)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | messages | 'messages' is required.",
                "[] | messages | 'messages' must hold at least one message.",
                "'secret' | messages | 'messages' must be an array, not a string.",
                "['secret'] | messages[0] | 'messages[0]' must be an object, not a string.",
                "[{'content':'secret'}] | messages[0].role | 'messages[0].role' is required.",
                "[{'role':'user','content':'x'},{'role':'secret','content':'x'}] | messages[1].role | 'messages[1].role' must be one of developer, system, user, assistant, tool, function.",
                "[{'role':'user'}] | messages[0].content | 'messages[0].content' is required.",
                "[{'role':'user','content':null,'tool_calls':[]}] | messages[0].content | 'messages[0].content' is required.",
                "[{'role':'assistant','content':null}] | messages[0].content | 'messages[0].content' is required.",
                "[{'role':'user','content':7}] | messages[0].content | 'messages[0].content' must be a string or an array of parts, not a number.",
                "[{'role':'user','content':[]}] | messages[0].content | 'messages[0].content' must hold at least one part.",
                "[{'role':'user','content':['secret']}] | messages[0].content[0] | 'messages[0].content[0]' must be an object, not a string.",
                "[{'role':'user','content':[{'text':'secret'}]}] | messages[0].content[0].type | 'messages[0].content[0].type' is required.",
                "[{'role':'user','content':[{'type':'text'}]}] | messages[0].content[0].text | 'messages[0].content[0].text' is required.",
                "[{'role':'user','content':[{'type':'text','text':['secret']}]}] | messages[0].content[0].text | 'messages[0].content[0].text' must be a string, not an array.",
            })
    void a_bad_message_is_named_and_not_quoted(String messages, String param, String message) {
        JsonNode error =
                assertThrows(ApiError.class, () -> read(messages)).json().get("error");
        assertEquals(param, error.get("param").stringValue());
        assertEquals(message, error.get("message").stringValue());
        assertFalse(message.contains("secret"));
    }
}
