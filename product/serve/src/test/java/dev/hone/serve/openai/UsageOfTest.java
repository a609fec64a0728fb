package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageOfTest {
    private static UsageOf body(String json) {
        return UsageOf.body(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 11)
                .orElseThrow();
    }

    private static UsageOf stream(String... events) {
        UsageOf.Stream stream = new UsageOf.Stream(11);
        for (String event : events) {
            stream.event(event.replace('\'', '"'));
        }
        return stream.usage();
    }

    @Test
    void a_report_is_taken_as_it_is() {
        assertEquals(new UsageOf(7, 3, false), body("{'usage':{'prompt_tokens':7,'completion_tokens':3}}"));
        assertEquals(new UsageOf(7, 0, false), body("{'usage':{'prompt_tokens':7.0,'completion_tokens':0}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'usage':null",
                ",'usage':{}",
                ",'usage':{'prompt_tokens':7}",
                ",'usage':{'prompt_tokens':7,'completion_tokens':-1}",
                ",'usage':{'prompt_tokens':'7','completion_tokens':3}",
                ",'usage':{'prompt_tokens':7.5,'completion_tokens':3}",
                ",'usage':[7,3]"
            })
    void without_one_the_text_is_measured(String usage) {
        assertEquals(
                new UsageOf(11, 3, true),
                body("{'choices':[{'message':{'content':'12345678'}},{'text':'123'}]" + usage + "}"));
    }

    @Test
    void a_tool_call_has_a_length_too() {
        assertEquals(
                6, body("{'choices':[{'message':{'tool_calls':['1234']}}]}").completionTokens());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{\"choices\":[{\"mess"})
    void what_is_no_json_object_is_no_answer(String body) {
        assertTrue(UsageOf.body(body.getBytes(StandardCharsets.UTF_8), 11).isEmpty());
    }

    @Test
    void numbers_as_python_writes_them_are_read() {
        assertEquals(
                new UsageOf(7, 3, false),
                body("{'x':[NaN,-Infinity],'usage':{'prompt_tokens':7,'completion_tokens':3}}"));
    }

    @Test
    void of_a_stream_the_last_report_counts() {
        assertEquals(
                new UsageOf(7, 9, false),
                stream(
                        "{'choices':[{}],'usage':null}",
                        "{'choices':[{}],'usage' : {'prompt_tokens':7,'completion_tokens':1}}",
                        "{'choices':[],'usage':{'prompt_tokens':7,'completion_tokens':9}}",
                        "[DONE]"));
    }

    @Test
    void a_stream_without_report_counts_its_events() {
        assertEquals(new UsageOf(11, 2, true), stream("{'choices':[{}]}", "{'choices':[{}],'usage':null}", "[DONE]"));
        assertEquals(new UsageOf(11, 0, true), stream());
    }

    @Test
    void a_text_about_usage_is_no_report() {
        assertEquals(
                new UsageOf(11, 1, true),
                stream(
                        "{'choices':[{'delta':{'content':'{\\'usage\\':{\\'prompt_tokens\\':1,\\'completion_tokens\\':2}}'}}]}"));
        assertEquals(
                new UsageOf(11, 1, true),
                stream("{'choices':[],'x':{'usage':{'prompt_tokens':1,'completion_tokens':2}}}"),
                "of something else");
    }

    @Test
    void half_an_event_takes_nothing_back() {
        assertEquals(
                new UsageOf(7, 9, false),
                stream("{'usage':{'prompt_tokens':7,'completion_tokens':9}}", "{'usage':{'prompt_tokens':8,'comple"));
    }
}
