package dev.hone.steer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestOfTest {
    private static final double[] REWARDS = {0.3, -1, 2, 0.5, 0.1, 7};
    private static final double[] LENGTHS = {10, 20, 30, 40, 50, 60};

    /** The mean over all ways of choosing m, counted out. */
    private static double counted(int m, double[] numbers) {
        double sum = 0;
        int ways = 0;
        for (int set = 0; set < 1 << REWARDS.length; set++) {
            if (Integer.bitCount(set) == m) {
                int best = -1;
                for (int i = 0; i < REWARDS.length; i++) {
                    if ((set >> i & 1) == 1 && (best < 0 || REWARDS[i] > REWARDS[best])) {
                        best = i;
                    }
                }
                sum += numbers[best];
                ways++;
            }
        }
        return sum / ways;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6})
    void itIsTheMeanOverAllWaysOfChoosing(int m) {
        assertEquals(counted(m, REWARDS), new BestOf(REWARDS, m).mean(REWARDS), 1e-12);
        assertEquals(counted(m, LENGTHS), new BestOf(REWARDS, m).mean(LENGTHS), 1e-12);
    }

    @Test
    void manySamplesDoNotOverflow() {
        double[] rewards = new double[1000];
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = i;
        }
        assertEquals(999, new BestOf(rewards, 1000).mean(rewards), 1e-9);
        // of 128 of 0 .. 999 the largest is 128/129 of the way to 1000 on average
        assertEquals(1001 * 128 / 129.0 - 1, new BestOf(rewards, 128).mean(rewards), 1e-6);
    }

    @Test
    void moreThanThereAreIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> new BestOf(REWARDS, 7));
        assertThrows(IllegalArgumentException.class, () -> new BestOf(REWARDS, 0));
    }

    @Test
    void theDivergenceOfOneIsNoneAndOf128IsKnown() {
        assertEquals(0, BestOf.divergence(1), 0);
        assertEquals(3.860, BestOf.divergence(128), 0.001);
    }
}
