package dev.hone.core.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void intervalIsWilsons() {
        // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
        assertInterval(0.2553, 0.3662, Rate.of(81, 263));
        assertInterval(0.0624, 0.1605, Rate.of(15, 148));
        assertInterval(0.0000, 0.1611, Rate.of(0, 20));
        assertInterval(0.0061, 0.1718, Rate.of(1, 29));
    }

    @Test
    void nothingTriedLeavesEverythingOpen() {
        Interval interval = Rate.of(0, 0).interval();
        assertEquals(Double.NaN, interval.estimate());
        assertEquals(0, interval.low());
        assertEquals(1, interval.high());
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Rate.of(3, 2));
        assertThrows(IllegalArgumentException.class, () -> Rate.of(-1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, 2, Double.NaN));
    }

    @Property
    void intervalHoldsTheRateAndStaysWithinZeroAndOne(
            @ForAll @IntRange(min = 1, max = 5000) int n,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double confidence) {
        Interval interval = new Rate((long) (share * n), n, confidence).interval();
        assertTrue(interval.contains(interval.estimate()));
        assertTrue(interval.low() >= 0 && interval.high() <= 1 && interval.width() > 0);
    }

    @Property
    void successAndFailureMirrorEachOther(
            @ForAll @IntRange(min = 1, max = 500) int n, @ForAll @IntRange(min = 0, max = 500) int k) {
        int successes = Math.min(k, n);
        Interval success = Rate.of(successes, n).interval();
        Interval failure = Rate.of(n - successes, n).interval();
        assertEquals(1 - success.low(), failure.high(), 1e-12);
        assertEquals(1 - success.high(), failure.low(), 1e-12);
    }

    @Test
    void intervalCoversTheTruthAboutAsOftenAsItSays() {
        Seeds seeds = Seeds.of(1).child("coverage");
        for (double truth : new double[] {0.03, 0.3, 0.5}) {
            int covered = 0;
            long counter = 0;
            for (int trial = 0; trial < 4000; trial++) {
                int successes = 0;
                for (int i = 0; i < 60; i++) {
                    successes += seeds.uniform(counter++) < truth ? 1 : 0;
                }
                covered += Rate.of(successes, 60).interval().contains(truth) ? 1 : 0;
            }
            assertEquals(0.95, covered / 4000.0, 0.02, "at " + truth);
        }
    }

    private static void assertInterval(double low, double high, Rate rate) {
        assertEquals(low, rate.interval().low(), 5e-5);
        assertEquals(high, rate.interval().high(), 5e-5);
    }
}
