package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.lm.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
    private static Prompt read(String prompt) {
        String body = ("{'prompt':" + prompt + "}").replace('\'', '"');
        return Prompt.read(new Fields(RequestJson.read(body.getBytes(StandardCharsets.UTF_8)), ""));
    }

    private static String refused(String prompt) {
        ApiError error = assertThrows(ApiError.class, () -> read(prompt));
        assertEquals("prompt", error.json().at("/error/param").stringValue());
        String message = error.json().at("/error/message").stringValue();
        assertFalse(message.contains("secret") || message.contains("77"), message);
        return message;
    }

    @ParameterizedTest
    @ValueSource(strings = {"'once'", "['once']"})
    void a_text_is_one_turn(String prompt) {
        assertEquals(new Prompt(List.of(Message.user("once")), Optional.empty()), read(prompt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 0, 2147483647]", "[[1, 0, 2147483647]]", "[1.0, 0, 2147483647]"})
    void ids_stay_ids(String prompt) {
        assertEquals(new Prompt(List.of(), Optional.of(List.of(1, 0, Integer.MAX_VALUE))), read(prompt));
    }

    @Test
    void an_empty_text_starts_from_nothing() {
        assertEquals(List.of(Message.user("")), read("''").messages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"['secret','b']", "[[77],[2]]", "['secret',77]", "[[77],'b']"})
    void several_prompts_are_refused_with_the_way_out(String prompt) {
        assertTrue(refused(prompt).contains("send a request for each"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{'secret':1}",
                "true",
                "[]",
                "[[]]",
                "[null]",
                "[{'secret':1}]",
                "[77,'secret']",
                "[-77]",
                "[77.5]",
                "[2147483648]",
                "[[['secret']]]",
                "[[true]]"
            })
    void other_forms_are_refused(String prompt) {
        refused(prompt);
    }
}
