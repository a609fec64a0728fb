package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LogprobRenderingTest {
    private static final JsonNode CHAT =
            LogprobRendering.chat(Samples.withLogprobs().logprobs());
    private static final JsonNode TEXT =
            LogprobRendering.text(Samples.withLogprobs().logprobs());

    @Test
    void no_entries_are_null() {
        assertTrue(LogprobRendering.chat(List.of()).isNull());
        assertTrue(LogprobRendering.text(List.of()).isNull());
    }

    @Test
    void a_chat_token_comes_with_its_bytes_and_alternatives() {
        assertEquals(
                "{\"token\":\"4\",\"logprob\":-0.25,\"bytes\":[52],\"top_logprobs\":["
                        + "{\"token\":\"4\",\"logprob\":-0.25,\"bytes\":[52]},"
                        + "{\"token\":\"\uFFFD\",\"logprob\":-2.0,\"bytes\":null},"
                        + "{\"token\":\"\uFFFD\",\"logprob\":-3.0,\"bytes\":null}]}",
                CHAT.at("/content/0").toString());
        assertTrue(CHAT.get("refusal").isNull());
        assertEquals(3, CHAT.get("content").size());
    }

    @Test
    void bytes_are_unsigned_and_those_of_half_a_character_unknown() {
        assertEquals("[32,226,130,172]", CHAT.at("/content/1/bytes").toString());
        assertTrue(CHAT.at("/content/2/bytes").isNull());
        assertTrue(CHAT.at("/content/2/top_logprobs/0/bytes").isNull(), "half a surrogate pair");
    }

    @Test
    void no_infinity_reaches_json() {
        assertEquals(-9999, CHAT.at("/content/1/logprob").doubleValue());
        assertEquals("[-0.25,-9999.0,-1.0]", TEXT.get("token_logprobs").toString());
    }

    @Test
    void text_completions_have_columns() {
        assertEquals("[\"4\",\" \u20ac\",\"\uFFFD\"]", TEXT.get("tokens").toString());
        assertEquals(
                "{\"4\":-0.25,\"\uFFFD\":-2.0}", TEXT.at("/top_logprobs/0").toString(), "the likelier of one text");
        assertEquals("{}", TEXT.at("/top_logprobs/1").toString());
        assertEquals("[0,1,3]", TEXT.get("text_offset").toString());
    }
}
