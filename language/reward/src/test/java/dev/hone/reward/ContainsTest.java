package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainsTest extends RewardKit {
    @Override
    Reward create() {
        return Rewards.reward("contains:42,7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dog,cat        | A dog chased a cat.      | 1",
                "dog,cat        | DOG!                     | 0.5",
                "dog,cat        | dogs and concatenation   | 0",
                "ice cream , tea| Ice cream, then tea      | 1",
                "ice cream      | ice with cream           | 0",
                "\u00c4rger     | viel \u00e4rger          | 1",
                "C++            | I like C++.              | 1",
                "a.c            | abc                      | 0",
                "dog,dog        | dog                      | 1",
            })
    void the_share_of_words_that_occur_is_the_grade(String words, String text, double share) {
        assertEquals(share, Rewards.reward("contains:" + words).score(QUERY, List.of(Completion.of(text)))[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"contains:", "contains: ", "contains:a,,b", "contains:,", "contains:dog+0.3*positivity"})
    void words_that_are_none_are_refused(String name) {
        var error = assertThrows(HoneException.class, () -> Rewards.reward(name));
        assertTrue(error.problem().contains(name), error.problem());
    }
}
