package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFieldTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "4                      | 4",
                "4.00                   | 4",
                "40e-1                  | 4",
                "0.10000000000000000001 | 0.10000000000000000001",
                "\" x \"                | x",
                "true                   | true",
                "[1.0, \"a\", [ ]]      | [1, a, []]",
                "{\"b\": 1, \"a\": 2.0} | {a=2, b=1}",
            })
    void equal_values_are_equal_texts(String value, String canonical) {
        assertEquals(
                Optional.of(canonical), new JsonField("answer").answer("{\"why\": \"so\", \"answer\": " + value + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{\"answer\": null}",
                "{\"answer\": \"  \"}",
                "{\"other\": 1}",
                "{\"answer\": NaN}",
                "{\"answer\": 1, \"answer\": 2}",
                "[{\"answer\": 1}, {\"answer\": 2}]",
                "answer: 4",
            })
    void anything_else_is_no_answer(String text) {
        assertEquals(Optional.empty(), new JsonField("answer").answer(text));
    }

    @Test
    void keys_with_a_slash_or_dot_are_keys_unless_they_begin_with_a_slash() {
        String text = "{\"a/b\": 1, \"a.b\": 2, \"a\": {\"b\": 3}}";
        assertEquals(Optional.of("1"), new JsonField("a/b").answer(text));
        assertEquals(Optional.of("2"), new JsonField("a.b").answer(text));
        assertEquals(Optional.of("3"), new JsonField("/a/b").answer(text));
    }

    @Test
    void depth_and_size_bombs_are_no_answers_and_take_no_time() {
        var field = new JsonField("answer");
        assertTimeout(Duration.ofSeconds(5), () -> {
            assertEquals(Optional.empty(), field.answer("{\"answer\":".repeat(100_000) + "1" + "}".repeat(100_000)));
            assertEquals(Optional.empty(), field.answer("{\"answer\": " + "9".repeat(100_000) + "}"));
            assertEquals(Optional.of("1E+999999999"), field.answer("{\"answer\": 1e999999999}"));
        });
    }
}
