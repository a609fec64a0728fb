package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    @Nested
    class WithoutGroup extends RewardKit {
        @Override
        Reward create() {
            return Rewards.reward("regex:\\b42\\b");
        }

        @Test
        void the_pattern_is_searched_anywhere_and_the_reference_is_not_looked_at() {
            assertFalse(reward.traits().needsReference());
            assertArrayEquals(new double[] {1, 1, 0}, score(reward, "42", "it is 42!", "420"));
        }
    }

    @Nested
    class WithGroup extends RewardKit {
        @Override
        Reward create() {
            return Rewards.reward("regex:(\\d+)");
        }

        @Test
        void the_last_match_s_group_is_compared_with_the_reference() {
            assertTrue(reward.traits().needsReference());
            assertArrayEquals(new double[] {1, 1, 0, 0}, score(reward, "Answer: 42.", "41\nor 42", "42 or 41", "none"));
        }
    }

    @Test
    void a_group_that_took_no_part_is_no_answer() {
        var pattern = new BoundedPattern("a(b)?");
        assertEquals(Optional.empty(), pattern.last("a"));
        assertEquals(Optional.of("b"), pattern.last("a ab"));
        assertEquals(Optional.empty(), pattern.last("ab a"));
    }

    @Test
    void a_pattern_without_group_extracts_its_whole_match() {
        assertEquals(Optional.of("22"), new BoundedPattern("\\d+").last("1 22 x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a{2,1}", "*", "\\"})
    void an_expression_that_is_wrong_is_refused_when_it_is_named(String expression) {
        var error = assertThrows(HoneException.class, () -> Rewards.parse("regex:" + expression));
        assertTrue(error.problem().contains("is not a regular expression"), error.problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|aa)+$", "(a+)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){20}$", "(a|b)*$"})
    void no_pattern_takes_for_ever_and_one_that_would_is_named(String expression) {
        var pattern = new BoundedPattern(expression);
        for (String text : List.of("a".repeat(40) + "!", "x".repeat(40), "a".repeat(20_000) + "!")) {
            assertTimeout(Duration.ofSeconds(20), () -> {
                try {
                    pattern.found(text);
                } catch (HoneException e) {
                    assertTrue(
                            e.problem().contains("'" + expression + "' does not finish on an answer of"), e.problem());
                }
            });
        }
    }

    @Test
    void the_bound_is_met_by_a_pattern_that_backtracks() {
        assertThrows(HoneException.class, () -> new BoundedPattern("(.*a){20}$").found("a".repeat(200) + "!"));
    }

    @Test
    void the_bound_is_far_from_what_long_answers_need() {
        String text = "word 12,345 and more; ".repeat(20_000);
        assertFalse(new BoundedPattern("(?:\\d+,)+\\d+ END").found(text));
        assertEquals(Optional.of("12,345"), new BoundedPattern("[\\d,]{2,}").last(text));
    }

    private static double[] score(Reward reward, String... texts) {
        return reward.score(
                RewardKit.QUERY, Stream.of(texts).map(Completion::of).toList());
    }
}
