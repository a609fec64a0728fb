package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.files.JsonLine;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyLinesTest {
    /** Repeats the observation and how many calls there were since the episode began. */
    private static final class Counting implements Policy {
        private final int chunk;
        private int calls;

        Counting(int chunk) {
            this.chunk = chunk;
        }

        @Override
        public Space observations() {
            return Space.Box.of(2, -1, 1);
        }

        @Override
        public Space actions() {
            return Space.Box.of(1, -9, 9);
        }

        @Override
        public int chunk() {
            return chunk;
        }

        @Override
        public void begin() {
            calls = 0;
        }

        @Override
        public void act(float[] observation, RandomGenerator random, float[] actions) {
            calls++;
            for (int i = 0; i < chunk; i++) {
                actions[i] = calls + observation[i % 2];
            }
        }
    }

    private static JsonLine line(String text) {
        return new JsonLine("standard input", 7, Json.read(text));
    }

    private static String answer(PolicyLines policy, String text) {
        return Json.write(policy.answer(line(text)));
    }

    @Test
    void answers_choices_with_a_number() {
        PolicyLines policy = new PolicyLines(new TablePolicy(4, 3, 1), 0);
        assertEquals("{\"action\":1}", answer(policy, "{\"observation\": 1}"));
        assertEquals("{\"action\":3}", answer(policy, "{\"observation\": [0]}"));
    }

    @Test
    void answers_real_numbers_with_a_list_and_a_chunk_with_several() {
        PolicyLines one = new PolicyLines(new Counting(1), 0);
        assertEquals("{\"action\":[1.5]}", answer(one, "{\"observation\": [0.5, -0.5]}"));
        PolicyLines two = new PolicyLines(new Counting(2), 0);
        assertEquals("{\"actions\":[[1.5],[0.5]]}", answer(two, "{\"observation\": [0.5, -0.5]}"));
    }

    @Test
    void forgets_where_an_episode_begins() {
        PolicyLines policy = new PolicyLines(new Counting(1), 0);
        assertEquals("{\"action\":[1.0]}", answer(policy, "{\"observation\": [0, 0]}"));
        assertEquals("{\"action\":[2.0]}", answer(policy, "{\"observation\": [0, 0]}"));
        assertEquals("{\"action\":[1.0]}", answer(policy, "{\"observation\": [0, 0], \"begin\": true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"observation\": [0]}",
                "{\"observation\": [0, \"x\"]}",
                "{\"observation\": [0, 2]}",
                "{\"observation\": null}",
                "[]"
            })
    void refuses_what_is_no_observation_and_says_which_line(String text) {
        PolicyLines policy = new PolicyLines(new Counting(1), 0);
        String message = String.valueOf(assertThrows(HoneException.class, () -> policy.answer(line(text)))
                .getMessage());
        assertEquals("standard input line 7: ", message.substring(0, 23));
    }
}
