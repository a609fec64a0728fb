package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstSamplesTest {
    private static final double[] REWARDS = {0, 1, 0, 0, 1, 0, 0, 0, 1, 0};

    @Test
    void every_sample_is_first_equally_often_and_in_any_replay() {
        int[][] times = new int[4][REWARDS.length];
        int rounds = 20_000;
        for (int r = 0; r < rounds; r++) {
            int[] first = FirstSamples.choose(REWARDS, 4, Seeds.of(r).generator());
            for (int k = 0; k < first.length; k++) {
                times[k][first[k]]++;
            }
        }
        for (int[] replay : times) {
            for (int count : replay) {
                assertEquals(rounds / 10.0, count, 5 * Math.sqrt(rounds * .09));
            }
        }
    }

    @Test
    void right_and_wrong_ones_come_in_their_shares() {
        for (int seed = 0; seed < 200; seed++) {
            int[] first = FirstSamples.choose(REWARDS, 5, Seeds.of(seed).generator());
            double right = Arrays.stream(first).mapToDouble(s -> REWARDS[s]).sum();
            assertTrue(right == 1 || right == 2, "1.5 of 5 expected, not " + right);
        }
    }

    @Test
    void with_as_many_replays_as_samples_each_is_first_once() {
        int[] first = FirstSamples.choose(REWARDS, 10, Seeds.of(3).generator());
        assertArrayEquals(
                IntStream.range(0, 10).toArray(), Arrays.stream(first).sorted().toArray());
    }
}
