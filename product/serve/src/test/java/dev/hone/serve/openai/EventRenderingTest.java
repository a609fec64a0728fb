package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.lm.CallDetails;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventRenderingTest {
    private static List<JsonNode> events(Operation operation, boolean usage, Completion... best) {
        return EventRendering.events(operation, Samples.reply(best), usage).stream()
                .map(Json::read)
                .toList();
    }

    private static List<String> choices(List<JsonNode> events) {
        return events.stream().map(event -> event.at("/choices/0").toString()).toList();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void a_chat_candidate_is_role_text_and_end() {
        List<JsonNode> events = events(Operation.CHAT, false, Samples.plain("yes"));
        assertEquals(
                List.of(
                        json(
                                "{'index':0,'delta':{'role':'assistant','content':'','refusal':null},'logprobs':null,'finish_reason':null}"),
                        json("{'index':0,'delta':{'content':'yes'},'logprobs':null,'finish_reason':null}"),
                        json("{'index':0,'delta':{},'logprobs':null,'finish_reason':'stop'}")),
                choices(events));
        assertEquals(
                json(
                        "{'id':'chatcmpl-1','object':'chat.completion.chunk','created':1700000000,'model':'hone/m@4',"
                                + "'choices':[{'index':0,'delta':{},'logprobs':null,'finish_reason':'stop'}],'hone':{'samples':4}}"),
                events.getLast().toString());
        assertFalse(events.get(0).has("hone") || events.get(0).has("usage"));
    }

    @Test
    void all_candidates_are_opened_before_the_first_one_ends() {
        List<JsonNode> events = events(Operation.CHAT, false, Samples.plain("a"), Samples.plain("b"), Samples.cut("c"));
        assertEquals(
                List.of(0, 1, 2, 0, 0, 1, 1, 2, 2),
                events.stream().map(e -> e.at("/choices/0/index").intValue()).toList());
        assertTrue(events.subList(0, 3).stream()
                .allMatch(e -> e.at("/choices/0/delta").has("role")));
        assertEquals("length", events.getLast().at("/choices/0/finish_reason").stringValue());
        assertEquals(1, events.stream().filter(e -> e.has("hone")).count());
    }

    @Test
    void the_usage_has_a_chunk_of_its_own_and_all_others_a_null() {
        for (Operation operation : Operation.values()) {
            List<JsonNode> events = events(operation, true, Samples.plain("yes"));
            JsonNode last = events.getLast();
            assertEquals("[]", last.get("choices").toString());
            assertEquals(
                    json("{'prompt_tokens':20,'completion_tokens':12,'total_tokens':32}"),
                    last.get("usage").toString());
            assertEquals(json("{'samples':4}"), last.get("hone").toString());
            for (JsonNode event : events.subList(0, events.size() - 1)) {
                assertTrue(event.get("usage").isNull() && !event.has("hone"), event.toString());
            }
        }
    }

    @Test
    void each_tool_call_is_a_numbered_delta() {
        assertEquals(
                List.of(
                        json(
                                "{'index':0,'delta':{'role':'assistant','content':'','refusal':null},'logprobs':null,'finish_reason':null}"),
                        json(
                                "{'index':0,'delta':{'annotations':[],'reasoning_content':'hm'},'logprobs':null,'finish_reason':null}"),
                        json(
                                "{'index':0,'delta':{'tool_calls':[{'index':0,'id':'call_1','type':'function','function':"
                                        + "{'name':'weather','arguments':'{\\'city\\':\\'Oslo\\'}'}}]},'logprobs':null,'finish_reason':null}"),
                        json("{'index':0,'delta':{'tool_calls':[{'index':1,'id':'call_2','type':'function','function':"
                                + "{'name':'time','arguments':'{}'}}]},'logprobs':null,'finish_reason':null}"),
                        json("{'index':0,'delta':{},'logprobs':null,'finish_reason':'tool_calls','stop_reason':7}")),
                choices(events(Operation.CHAT, false, Samples.written(Samples.TOOL_CALL))));
    }

    @Test
    void numbers_of_a_server_s_own_give_way() {
        String calls = json("{'message':{'tool_calls':[{'index':4,'id':'a'},{'id':'b','index':4}]}}");
        assertEquals(
                List.of(0, 1),
                events(Operation.CHAT, false, Samples.written(calls)).subList(1, 3).stream()
                        .map(e -> e.at("/choices/0/delta/tool_calls/0/index").intValue())
                        .toList());
    }

    @Test
    void a_refusal_is_streamed_as_one() {
        String refusal = "{\"message\":{\"content\":null,\"refusal\":\"no\"},\"finish_reason\":\"stop\"}";
        assertEquals(
                "no",
                events(Operation.CHAT, false, Samples.written(refusal))
                        .get(1)
                        .at("/choices/0/delta/refusal")
                        .stringValue());
    }

    @Test
    void logprobs_come_with_the_text() {
        List<JsonNode> events = events(Operation.CHAT, false, Samples.withLogprobs());
        assertEquals(
                List.of(0, 3, 0),
                events.stream()
                        .map(e -> e.at("/choices/0/logprobs/content").size())
                        .toList());
        String silent = "{\"message\":{\"content\":null},\"logprobs\":{\"content\":[1],\"refusal\":null}}";
        assertEquals(
                List.of(0, 1),
                events(Operation.CHAT, false, Samples.written(silent)).stream()
                        .map(e -> e.at("/choices/0/logprobs/content").size())
                        .toList());
    }

    @Test
    void a_text_candidate_is_one_whole_chunk() {
        List<JsonNode> events = events(Operation.TEXT, false, Samples.plain("a"), Samples.withLogprobs());
        assertEquals(2, events.size());
        assertEquals(
                json("{'index':0,'text':'a','logprobs':null,'finish_reason':'stop'}"),
                choices(events).get(0));
        assertEquals(3, events.get(1).at("/choices/0/logprobs/tokens").size());
        assertEquals("text_completion", events.get(1).get("object").stringValue());
        assertTrue(events.get(1).has("hone") && !events.get(0).has("hone"));
    }

    @Test
    void hone_stays_out_where_there_is_nothing_to_say() {
        Reply reply = new Reply("i", 1, "m", List.of(Samples.plain("x")), 1, 1, CallDetails.NONE, Optional.empty());
        assertTrue(EventRendering.events(Operation.CHAT, reply, true).stream().noneMatch(e -> e.contains("hone")));
    }
}
