package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.hone.lm.Completion;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactTest extends RewardKit {
    @Override
    Reward create() {
        return Rewards.reward("exact");
    }

    @Test
    void white_space_around_the_answer_does_not_count_and_all_else_does() {
        var completions = List.of("42", " 42\n", "\u300042", "42.", "4 2", "\"42\"").stream()
                .map(Completion::of)
                .toList();
        assertArrayEquals(new double[] {1, 1, 1, 0, 0, 0}, reward.score(QUERY, completions));
    }
}
