package dev.hone.budget.allocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BestOfTest {
    @Provide
    Arbitrary<double[]> fewRewards() {
        return Arbitraries.doubles()
                .between(-5, 5)
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(9);
    }

    @Provide
    Arbitrary<double[]> rewards() {
        return Arbitraries.doubles()
                .between(-5, 5)
                .array(double[].class)
                .ofMinSize(2)
                .ofMaxSize(60);
    }

    @Property(tries = 200)
    void the_binary_estimate_is_the_mean_over_all_subsets(
            @ForAll @IntRange(min = 1, max = 9) int samples, @ForAll @IntRange(max = 9) int any) {
        double[] rewards = new double[samples];
        int successes = Math.min(any, samples);
        Arrays.fill(rewards, 0, successes, 1);
        assertArrayEquals(enumerate(rewards, 0), BestOf.binary(samples, successes, samples), 1e-12);
    }

    @Property(tries = 200)
    void the_real_estimate_is_the_mean_over_all_subsets(@ForAll("fewRewards") double[] rewards) {
        assertArrayEquals(enumerate(rewards, -7), BestOf.real(rewards, -7, rewards.length), 1e-9);
    }

    @Property(tries = 200)
    void gains_of_real_rewards_never_rise_after_the_first_sample(@ForAll("rewards") double[] rewards) {
        double[] curve = BestOf.real(rewards, 0, rewards.length);
        for (int b = 3;
                b < curve.length;
                b++) { // the first gain is measured from giving no answer, whose worth is anything
            double gain = curve[b] - curve[b - 1];
            assertTrue(gain >= -1e-9 && gain <= curve[b - 1] - curve[b - 2] + 1e-9);
        }
    }

    @Test
    void the_estimate_is_unbiased_where_the_plug_in_is_not() {
        // ten samples of a query that succeeds one time in ten; the truth for best of 8 is 1 - 0.9^8
        double truth = 1 - Math.pow(.9, 8);
        double unbiased = 0;
        double plugIn = 0;
        double chance = Math.pow(.9, 10); // of c successes in ten
        for (int c = 0; c <= 10; c++) {
            unbiased += chance * BestOf.binary(10, c, 8)[8];
            plugIn += chance * (1 - Math.pow(1 - c / 10.0, 8));
            chance *= (10 - c) / (c + 1.0) * .1 / .9;
        }
        assertEquals(truth, unbiased, 1e-12);
        assertTrue(Math.abs(plugIn - truth) > .03, "plug-in " + plugIn + " against " + truth);
    }

    @Test
    void expected_draws_are_the_mean_over_all_orders() {
        // one success among three samples: it comes first, second or third with equal chance
        assertArrayEquals(new double[] {0, 1, 5 / 3.0, 2}, BestOf.drawsUntilSuccess(3, 1, 3), 1e-12);
        assertArrayEquals(new double[] {0, 1, 2, 3}, BestOf.drawsUntilSuccess(3, 0, 3), 0);
        assertArrayEquals(new double[] {0, 1, 1, 1}, BestOf.drawsUntilSuccess(3, 3, 3), 0);
    }

    @Test
    void large_pools_neither_overflow_nor_lose_the_sum() {
        double[] rewards = new double[5000];
        Arrays.fill(rewards, 3);
        assertEquals(3, BestOf.real(rewards, 0, 2500)[2500], 1e-9);
        assertEquals(.5, BestOf.binary(5000, 1, 2500)[2500], 1e-9);
    }

    @Test
    void more_than_the_samples_can_tell_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> BestOf.binary(4, 2, 5));
        assertThrows(IllegalArgumentException.class, () -> BestOf.binary(4, 5, 2));
        assertThrows(IllegalArgumentException.class, () -> BestOf.real(new double[3], 0, 4));
    }

    private static double[] enumerate(double[] rewards, double none) {
        double[] sums = new double[rewards.length + 1];
        int[] counts = new int[rewards.length + 1];
        for (int subset = 1; subset < 1 << rewards.length; subset++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < rewards.length; i++) {
                if ((subset >> i & 1) == 1) {
                    best = Math.max(best, rewards[i]);
                }
            }
            sums[Integer.bitCount(subset)] += best;
            counts[Integer.bitCount(subset)]++;
        }
        for (int b = 1; b < sums.length; b++) {
            sums[b] /= counts[b];
        }
        sums[0] = none;
        return sums;
    }
}
