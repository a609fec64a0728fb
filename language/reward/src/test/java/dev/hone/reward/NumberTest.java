package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTest extends RewardKit {
    @Override
    Reward create() {
        return Rewards.reward("number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42                          | 42",
                "The answer is 42.           | 42",
                "6 * 7 = 42                  | 42",
                "not 41 but 42!              | 42",
                "42.0                        | 42",
                "042                         | 42",
                "4.2e1                       | 42",
                "420E-1                      | 42",
                "$42                         | 42",
                "42 %                        | 42",
                "42%                         | 42",
                "1,234,567                   | 1234567",
                "\u20ac1,250.50                   | 1250.5",
                "-$5                         | -5",
                "$-5                         | -5",
                "\u22127                          | -7",
                "x=-4                        | -4",
                "(-4)                        | -4",
                "10-4                        | 4",
                "f(x)-4                      | 4",
                "page-4                      | 4",
                "+3                          | 3",
                ".5                          | 0.5",
                "-.5                         | -0.5",
                "0.1000                      | 0.1",
                "-0                          | 0",
                "1,2                         | 2",
                "1,2345                      | 2345",
                "1234,567                    | 567",
                "3.14.15                     | 15",
                "1/2                         | 2",
                "5e                          | 5",
                "12345678901234567890.1      | 12345678901234567890.10",
                "1e9999                      | 10e9998",
                "#### 42                     | 42",
            })
    void the_last_number_is_compared_by_value(String text, String reference) {
        assertEquals(1, score(text, reference));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "41                | 42",
                "42 or 43          | 42",
                "42.0000001        | 42",
                "-42               | 42",
                "1e99999           | 1e9999",
                "forty-two         | 42",
                "50%               | 0.5",
            })
    void other_values_are_wrong(String text, String reference) {
        assertEquals(0, score(text, reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "none", "-", "$", ",", ".", "e5x"})
    void a_text_without_a_number_is_wrong(String text) {
        assertEquals(text.contains("5") ? 1 : 0, score(text, "5"));
    }

    @Test
    void a_reference_without_a_number_is_refused_by_name() {
        Query query = query("about a dozen");
        var error =
                assertThrows(HoneException.class, () -> reward.requireGradable("queries.jsonl", List.of(QUERY, query)));
        assertTrue(error.problem().contains("queries.jsonl: the reference of the query 'n' holds no number"));
    }

    @Test
    void long_and_hostile_texts_take_no_time() {
        for (String piece : List.of("1", "1,", "111,", "-", "1.", "e1", "$-", ",111")) {
            String text = piece.repeat(200_000) + " 42";
            assertTimeout(Duration.ofSeconds(2), () -> assertEquals(1, score(text, "42"), piece));
        }
    }

    @Property(tries = 2_000)
    void looking_at_the_end_alone_finds_what_looking_at_all_finds(
            @ForAll
                    @CharRange(from = '0', to = '9')
                    @Chars({'1', '2', ',', '.', 'e', 'E', '+', '-', '\u2212', '$', ' ', 'x', ')'})
                    @StringLength(max = 14)
                    String text) {
        assertEquals(Numbers.lastIn(text, 0, text.length()), Numbers.last(text));
        assertEquals(
                Numbers.last(text),
                Numbers.last("12 " + text).filter(_ -> Numbers.last(text).isPresent()));
    }

    @Test
    void a_number_of_more_digits_than_anyone_means_is_none() {
        assertEquals(Optional.empty(), Numbers.last("9".repeat(1_001)));
        assertEquals(Optional.of(new BigDecimal("9".repeat(1_000))), Numbers.last("9".repeat(1_000)));
    }

    private double score(String text, String reference) {
        return reward.score(query(reference), List.of(Completion.of(text)))[0];
    }

    private static Query query(String reference) {
        return new Query("n", Query.of("n", "?").messages(), Optional.empty(), Optional.of(reference));
    }
}
