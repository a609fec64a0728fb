package dev.hone.budget.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GainsTest {
    @Property(tries = 300)
    void beta_binomial_gains_sum_to_the_chance_of_any_success(
            @ForAll @DoubleRange(min = .02, max = 400) double alpha,
            @ForAll @DoubleRange(min = .02, max = 400) double beta) {
        Gains gains = Gains.betaBinomial(new double[] {alpha}, new double[] {beta}, 40);
        double sum = 0;
        double allFail = 1; // B(alpha, beta + 40) / B(alpha, beta), factor by factor
        for (int u = 1; u <= 40; u++) {
            sum += gains.of(0, u);
            allFail *= (beta + u - 1) / (alpha + beta + u - 1);
            assertTrue(u == 1 || gains.of(0, u) <= gains.of(0, u - 1));
        }
        assertEquals(1 - allFail, sum, 1e-12);
    }

    @Test
    void bernoulli_gains_are_the_chance_that_sample_b_is_the_first_success() {
        RandomGenerator random = Seeds.of(1).generator();
        int[] first = new int[5];
        for (int trial = 0; trial < 200_000; trial++) {
            for (int b = 1; b < first.length; b++) {
                if (random.nextDouble() < .3) {
                    first[b]++;
                    break;
                }
            }
        }
        Gains gains = Gains.bernoulli(new double[] {.3}, 4);
        for (int b = 1; b <= 4; b++) {
            assertEquals(first[b] / 200_000.0, gains.of(0, b), .005);
        }
    }

    @Test
    void a_wide_belief_saturates_later_than_its_mean() {
        // the reason for predicting a distribution: at equal first gain, later samples of an uncertain query gain more
        Gains belief = Gains.betaBinomial(new double[] {.5}, new double[] {.5}, 64);
        Gains point = Gains.bernoulli(new double[] {.5}, 64);
        assertEquals(point.of(0, 1), belief.of(0, 1), 1e-12);
        assertTrue(point.of(0, 2) > belief.of(0, 2));
        assertTrue(point.of(0, 10) < belief.of(0, 10));
    }

    @Test
    void gains_that_rise_or_are_negative_or_not_finite_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Gains.of(new double[][] {{.1, .2}}));
        assertThrows(IllegalArgumentException.class, () -> Gains.of(new double[][] {{.1, -.2}}));
        assertThrows(IllegalArgumentException.class, () -> Gains.of(new double[][] {{Double.NaN}}));
        assertThrows(IllegalArgumentException.class, () -> Gains.of(new double[][] {{Double.POSITIVE_INFINITY}}));
        assertThrows(IllegalArgumentException.class, () -> Gains.of(new double[][] {{.1, .1}, {.1}}));
        assertThrows(IllegalArgumentException.class, () -> Gains.bernoulli(new double[] {1.2}, 2));
        assertThrows(IllegalArgumentException.class, () -> Gains.betaBinomial(new double[] {0}, new double[] {1}, 2));
    }

    @Test
    void a_rise_within_rounding_is_levelled() {
        Gains gains = Gains.of(new double[][] {{.1, .1 + 1e-12, -1e-15}});
        assertEquals(.1, gains.of(0, 2), 0);
        assertEquals(0, gains.of(0, 3), 0);
    }

    @Test
    void a_factor_scales_a_row_and_no_other() {
        Gains scaled = Gains.bernoulli(new double[] {.5, .2}, 3).times(new double[] {.5, 0});
        assertEquals(.25, scaled.of(0, 1), 1e-12);
        assertEquals(.0625, scaled.of(0, 3), 1e-12);
        assertEquals(0, scaled.of(1, 1), 0);
        Gains one = Gains.bernoulli(new double[] {.5}, 2);
        assertThrows(IllegalArgumentException.class, () -> one.times(new double[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> one.times(new double[] {1, 1}));
    }
}
