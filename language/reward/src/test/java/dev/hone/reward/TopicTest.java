package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest extends RewardKit {
    @Override
    Reward create() {
        return Rewards.reward("topic:42", _ -> new WordFeatures());
    }

    @Test
    void likeness_is_the_cosine() {
        Reward dogs = Rewards.reward("topic:big dogs", _ -> new WordFeatures());
        double[] scores = dogs.score(
                QUERY,
                List.of(
                        Completion.of("Big dogs, dogs big."),
                        Completion.of("dogs"),
                        Completion.of("cars"),
                        Completion.of("")));
        assertEquals(1, scores[0], 1e-12);
        assertEquals(Math.sqrt(0.5), scores[1], 1e-12);
        assertEquals(0, scores[2]);
        assertEquals(0, scores[3]);
    }

    @Test
    void without_vectors_the_error_says_what_is_lacking() {
        var error = assertThrows(HoneException.class, () -> Rewards.reward("topic:dogs"));
        assertTrue(error.problem().contains("'minilm'"), error.problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic:", "topic:  ", "topic:dogs+0.3*positivity"})
    void a_text_that_is_none_or_was_meant_as_a_sum_is_refused(String name) {
        var error = assertThrows(HoneException.class, () -> Rewards.reward(name, _ -> new WordFeatures()));
        assertTrue(error.problem().contains("'" + name + "'"), error.problem());
    }
}
