package dev.hone.steer.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {
    private static final Outcomes OUTCOMES = Outcomes.between(-1, 3, 5); // -1, 0, 1, 2, 3

    private static double[] written(double reward) {
        double[] into = new double[OUTCOMES.size() + 1];
        OUTCOMES.write(reward, into, 1);
        return into;
    }

    @Test
    void aKnownRewardLiesOnThePointsAboutIt() {
        assertArrayEquals(new double[] {0, 0, 0.75, 0.25, 0, 0}, written(0.25), 1e-12);
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 1}, written(3), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.3, 0, 1.9, 2.5, 3})
    void itsMeanIsKept(double reward) {
        assertEquals(reward, OUTCOMES.mean(written(reward), 1), 1e-12);
    }

    @Test
    void aRewardOutsideLiesAtTheEnd() {
        assertEquals(-1, OUTCOMES.mean(written(-7), 1), 1e-12);
        assertEquals(3, OUTCOMES.mean(written(9), 1), 1e-12);
    }

    /** 1/4 at -1 and 3/4 at 2, counted out by hand. */
    @ParameterizedTest
    @ValueSource(doubles = {-3, 0, 0.5, 40})
    void theSoftValueIsTheLogOfTheMeanExponential(double beta) {
        double none = Double.NEGATIVE_INFINITY;
        double[] logits = {Math.log(1), none, none, Math.log(3), none};
        double wanted = beta > 10
                ? 2 * beta + Math.log(0.75) // the rest is too small to count
                : Math.log(0.25 * Math.exp(-beta) + 0.75 * Math.exp(2 * beta));
        assertEquals(wanted, OUTCOMES.soft(logits, 0, 0, beta), 1e-12);
    }

    /** A tilt by half the points' range is what a strength of as much does, without the mean of the exponential. */
    @Test
    void aChoiceTiltsTheDistribution() {
        double[] logits = {0.3, -1, 0.5, 0, 0.2};
        double both = OUTCOMES.soft(logits, 0, 0, 1.7);
        double first = OUTCOMES.soft(logits, 0, 0, 0.7);
        double second = OUTCOMES.soft(logits, 2 * 0.7, 0, 1); // places go from -1 to 1 while points go from -1 to 3
        assertEquals(both - first, second, 1e-12);
    }

    @Test
    void aChoiceCanPushTheDistributionOutwards() {
        double[] flat = new double[OUTCOMES.size()];
        assertEquals(Math.log((Math.exp(-1) + Math.exp(3)) / 2), OUTCOMES.soft(flat, 0, 60, 1), 1e-9);
    }

    @Test
    void pointsThatAreNoneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Outcomes(new float[] {1}));
        assertThrows(IllegalArgumentException.class, () -> Outcomes.between(2, 2, 5));
    }
}
