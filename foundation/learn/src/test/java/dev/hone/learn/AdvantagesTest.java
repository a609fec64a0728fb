package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Against cases computed by hand; gamma 0.5 and lambda 0.5 keep them short. */
class AdvantagesTest {
    private static final boolean[] NEVER = new boolean[3];

    private static float[] estimate(
            double gamma, double lambda, float[] values, float[] next, boolean[] terminated, boolean[] ended) {
        float[] advantages = new float[3];
        Advantages.estimate(gamma, lambda, 1, new float[] {1, 2, 4}, values, next, terminated, ended, advantages);
        return advantages;
    }

    @Test
    void deltas_fade_by_gamma_lambda() {
        float[] advantages = estimate(0.5, 0.5, new float[] {2, 4, 6}, new float[] {4, 6, 8}, NEVER, NEVER);
        // deltas: 1 + 2 - 2 = 1, 2 + 3 - 4 = 1, 4 + 4 - 6 = 2
        assertArrayEquals(new float[] {1 + 0.25f * 1.5f, 1 + 0.25f * 2, 2}, advantages);
    }

    @Test
    void nothing_is_worth_anything_after_a_termination() {
        boolean[] second = {false, true, false};
        float[] advantages = estimate(0.5, 0.5, new float[] {2, 4, 6}, new float[] {4, 99, 8}, second, second);
        // deltas: 1, 2 + 0 - 4 = -2, 2; the second step does not see the third
        assertArrayEquals(new float[] {1 - 0.25f * 2, -2, 2}, advantages);
    }

    @Test
    void a_truncated_episode_keeps_the_value_of_its_last_observation() {
        boolean[] second = {false, true, false};
        float[] advantages = estimate(0.5, 0.5, new float[] {2, 4, 6}, new float[] {4, 10, 8}, NEVER, second);
        // deltas: 1, 2 + 5 - 4 = 3, 2; the trace stops at the end of the episode
        assertArrayEquals(new float[] {1 + 0.25f * 3, 3, 2}, advantages);
    }

    @Test
    void lambda_1_without_values_is_the_discounted_return() {
        boolean[] third = {false, false, true};
        float[] advantages = estimate(0.5, 1, new float[3], new float[3], third, third);
        assertArrayEquals(new float[] {1 + 1 + 1, 2 + 2, 4}, advantages);
    }

    @Test
    void lambda_0_is_the_error_of_one_step() {
        float[] advantages = estimate(0.9, 0, new float[] {1, 1, 1}, new float[] {1, 1, 1}, NEVER, NEVER);
        assertArrayEquals(new float[] {0.9f, 1.9f, 3.9f}, advantages, 1e-6f);
    }

    @Test
    void environments_do_not_mix() {
        float[] advantages = new float[4];
        float[] rewards = {1, 10, 2, 20};
        Advantages.estimate(1, 1, 2, rewards, new float[4], new float[4], new boolean[4], new boolean[4], advantages);
        assertArrayEquals(new float[] {3, 30, 2, 20}, advantages);
        assertEquals(2, advantages[2]);
    }
}
