package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthTest extends RewardKit {
    @Override
    Reward create() {
        return Rewards.reward("length:1");
    }

    @Test
    void the_share_by_which_an_answer_misses_is_taken_off() {
        Reward ten = Rewards.reward("length:10");
        assertEquals(0, ten.score(QUERY, List.of(tokens(10)))[0]);
        assertEquals(-0.5, ten.score(QUERY, List.of(tokens(5)))[0]);
        assertEquals(-0.5, ten.score(QUERY, List.of(tokens(15)))[0]);
        assertEquals(-9, ten.score(QUERY, List.of(tokens(100)))[0]);
    }

    @Test
    void where_the_model_did_not_count_four_characters_are_a_token() {
        Reward two = Rewards.reward("length:2");
        assertEquals(0, two.score(QUERY, List.of(Completion.of("12345678")))[0]);
        assertEquals(0, two.score(QUERY, List.of(Completion.of("12345")))[0]);
        assertEquals(-1, two.score(QUERY, List.of(Completion.of("")))[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "4.5", "many", "99999999999", "1e3"})
    void a_length_that_is_no_whole_number_from_1_is_refused(String tokens) {
        var error = assertThrows(HoneException.class, () -> Rewards.reward("length:" + tokens));
        assertTrue(
                error.problem().contains("'" + tokens + "' tokens, which is no whole number from 1"), error.problem());
    }

    private static Completion tokens(int tokens) {
        return new Completion("whatever it says", Optional.empty(), FinishReason.STOP, tokens, List.of());
    }
}
