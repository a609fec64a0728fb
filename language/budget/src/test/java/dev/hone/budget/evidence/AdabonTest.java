package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AdabonTest {
    @Test
    void gains_are_those_of_draws_from_the_kernel_density() {
        double[] rewards = {.2, .5, .55, .9};
        double bandwidth = 0.2871991178 * Math.pow(4, -0.2); // standard deviation of the four, Scott's rule
        var random = Seeds.of(1).generator();
        int trials = 200_000;
        double[] reached = new double[3];
        for (int t = 0; t < trials; t++) {
            double best = .9;
            for (int m = 0; m < 3; m++) {
                best = Math.max(best, rewards[random.nextInt(4)] + bandwidth * random.nextGaussian());
                reached[m] += best / trials;
            }
        }
        double[] gains = Adabon.gains(rewards, 3);
        double best = .9;
        for (int m = 0; m < 3; m++) {
            best += gains[m];
            assertEquals(reached[m], best, 2e-3);
        }
    }

    @Test
    void gains_fall_and_equal_rewards_leave_none_to_speak_of() {
        double[] gains = Adabon.gains(new double[] {1, 2, 4}, 6);
        for (int m = 1; m < gains.length; m++) {
            assertTrue(gains[m] <= gains[m - 1]);
        }
        assertTrue(Arrays.stream(Adabon.gains(new double[] {3, 3, 3}, 4)).sum() < 1e-5);
    }
}
