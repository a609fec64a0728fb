package dev.hone.core.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Seeds SEEDS = Seeds.of(7).child("bootstrap");

    @Test
    void intervalOfAMeanIsNearTheNormalOneOnManyValues() {
        double[] values = exponential(SEEDS.child("values"), 2000);
        Interval interval = Bootstrap.mean(SEEDS, values, 4000, 0.95);
        double half = 1.96 * Descriptive.sd(values) / Math.sqrt(values.length);
        assertEquals(Descriptive.mean(values), interval.estimate(), 1e-12);
        assertEquals(interval.estimate() - half, interval.low(), 0.1 * half);
        assertEquals(interval.estimate() + half, interval.high(), 0.1 * half);
    }

    @Test
    void intervalsCoverTheTruthAboutAsOftenAsTheySay() {
        int covered = 0;
        int trials = 1000;
        for (int trial = 0; trial < trials; trial++) {
            double[] values = exponential(SEEDS.child("sample").child(trial), 80);
            covered += Bootstrap.mean(SEEDS.child(trial), values, 400, 0.9).contains(1) ? 1 : 0;
        }
        assertEquals(0.9, covered / (double) trials, 0.03);
    }

    @Test
    void groupedIntervalsCoverWhereItemsOfAGroupAreAlikeAndPlainOnesDoNot() {
        int grouped = 0;
        int plain = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            Seeds seeds = SEEDS.child("clusters").child(trial);
            double[] values = new double[40 * 10];
            int[] groups = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                groups[i] = i / 10;
                values[i] = seeds.uniform(groups[i]) + 0.1 * seeds.uniform(1000 + i) - 0.55;
            }
            grouped += Bootstrap.grouped(seeds, groups, 300, drawn -> mean(values, drawn), 0.9)
                            .contains(0)
                    ? 1
                    : 0;
            plain += Bootstrap.mean(seeds, values, 300, 0.9).contains(0) ? 1 : 0;
        }
        assertEquals(0.9, grouped / (double) trials, 0.05);
        assertTrue(plain < 0.6 * trials, "a plain interval can't see groups: " + plain);
    }

    @Test
    void aStatisticSeesTheSameResamplesAsTheMean() {
        double[] values = exponential(SEEDS, 50);
        assertEquals(
                Bootstrap.mean(SEEDS, values, 200, 0.95),
                Bootstrap.interval(SEEDS, 50, 200, drawn -> mean(values, drawn), 0.95));
    }

    @Test
    void groupsOfOneItemAreThePlainBootstrap() {
        double[] values = exponential(SEEDS, 50);
        int[] groups = new int[50];
        Arrays.setAll(groups, i -> i);
        assertEquals(
                Bootstrap.mean(SEEDS, values, 200, 0.95),
                Bootstrap.grouped(SEEDS, groups, 200, drawn -> mean(values, drawn), 0.95));
    }

    @Test
    void theFirstCallIsOnTheItemsThemselvesAndGroupsAreDrawnWhole() {
        AtomicInteger calls = new AtomicInteger();
        int[] groups = {5, -3, 5, 9, 5};
        Bootstrap.grouped(
                SEEDS,
                groups,
                50,
                drawn -> {
                    if (calls.getAndIncrement() == 0) {
                        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, drawn);
                    }
                    long five = Arrays.stream(drawn).filter(i -> groups[i] == 5).count();
                    long first = Arrays.stream(drawn).filter(i -> i == 0).count();
                    assertEquals(3 * first, five);
                    return drawn.length;
                },
                0.9);
        assertEquals(51, calls.get());
    }

    @Test
    void sameSeedSameIntervalAndAnotherSeedAnother() {
        double[] values = exponential(SEEDS, 100);
        assertEquals(Bootstrap.mean(SEEDS, values, 500, 0.95), Bootstrap.mean(SEEDS, values, 500, 0.95));
        assertTrue(!Bootstrap.mean(SEEDS, values, 500, 0.95).equals(Bootstrap.mean(Seeds.of(8), values, 500, 0.95)));
    }

    @Test
    void everyItemIsDrawnEquallyOften() {
        int[] counts = new int[7];
        Bootstrap.interval(
                SEEDS,
                7,
                10_000,
                drawn -> {
                    for (int i : drawn) {
                        counts[i]++;
                    }
                    return 0;
                },
                0.9);
        for (int count : counts) {
            assertEquals(10_000, count, 400); // four standard deviations
        }
    }

    @Test
    void noItemsGiveNothingAndOneGivesNoSpread() {
        assertEquals(Interval.UNDEFINED, Bootstrap.mean(SEEDS, new double[0], 100, 0.95));
        assertEquals(Interval.UNDEFINED, Bootstrap.interval(SEEDS, 0, 100, drawn -> 1, 0.95));
        assertEquals(Interval.UNDEFINED, Bootstrap.grouped(SEEDS, new int[0], 100, drawn -> 1, 0.95));
        assertEquals(Interval.unbounded(3), Bootstrap.mean(SEEDS, new double[] {3}, 100, 0.95));
        assertEquals(Interval.unbounded(3), Bootstrap.interval(SEEDS, 1, 100, drawn -> 3, 0.95));
        assertEquals(Interval.unbounded(3), Bootstrap.grouped(SEEDS, new int[] {4, 4, 4}, 100, drawn -> 3, 0.95));
    }

    @Test
    void resamplesWithoutAnAnswerWidenBothEnds() {
        // item 0 is missing from about 37 % of the resamples
        Interval often = Bootstrap.interval(SEEDS, 100, 1000, drawn -> without(drawn, 0) ? Double.NaN : 1, 0.95);
        assertEquals(Interval.unbounded(1), often);
        // all six first items are missing from 0.94^100 = 0.2 % of them: too few to reach the ends
        Interval rare = Bootstrap.interval(
                SEEDS, 100, 1000, drawn -> Arrays.stream(drawn).noneMatch(i -> i < 6) ? Double.NaN : mean(drawn), 0.95);
        assertTrue(rare.isBounded());
        assertEquals(Interval.UNDEFINED, Bootstrap.interval(SEEDS, 100, 1000, drawn -> Double.NaN, 0.95));
    }

    @Test
    void neverIsAboveEverything() {
        Interval interval = Bootstrap.interval(
                SEEDS, 100, 1000, drawn -> without(drawn, 0) ? Double.POSITIVE_INFINITY : mean(drawn), 0.95);
        assertEquals(Double.POSITIVE_INFINITY, interval.high());
        assertTrue(Double.isFinite(interval.low()));
    }

    @Test
    void endsAreOrderStatisticsOfTheResamples() {
        double[] next = {-1};
        // the resamples answer 0, 1, ... 998: 25 of 1000 parts lie beyond each end
        Interval interval = Bootstrap.interval(SEEDS, 2, 999, drawn -> next[0]++, 0.95);
        assertEquals(new Interval(-1, 24, 974), interval);
    }

    @Test
    void impossibleRequestsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.mean(SEEDS, new double[3], 0, 0.95));
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.mean(SEEDS, new double[3], 100, 0));
        assertThrows(IllegalArgumentException.class, () -> new Interval(0, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Interval(0, Double.NaN, 1));
    }

    @Property(tries = 200)
    void intervalOfAMeanLiesWithinTheValues(
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
        Interval interval =
                Bootstrap.mean(SEEDS, values.stream().mapToDouble(v -> v).toArray(), 100, 0.9);
        double slack = 1e-9;
        assertTrue(interval.low() >= Collections.min(values) - slack);
        assertTrue(interval.high() <= Collections.max(values) + slack);
    }

    private static boolean without(int[] drawn, int item) {
        return Arrays.stream(drawn).noneMatch(i -> i == item);
    }

    private static double mean(int[] drawn) {
        return Arrays.stream(drawn).average().orElseThrow();
    }

    private static double mean(double[] values, int[] drawn) {
        double sum = 0;
        for (int i : drawn) {
            sum += values[i];
        }
        return sum / drawn.length;
    }

    /** Values with mean 1, skewed as rewards and token counts are. */
    private static double[] exponential(Seeds seeds, int n) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> -Math.log1p(-seeds.uniform(i)));
        return values;
    }

    @Test
    void values_from_elsewhere_follow_the_same_rules() {
        double[] values = new double[999];
        for (int i = 0; i < values.length; i++) {
            values[i] = values.length - i;
        }
        Interval interval = Bootstrap.percentiles(500, values, 0.95);
        assertEquals(25, interval.low());
        assertEquals(975, interval.high());
        assertEquals(999, values[0], "the caller's order is left alone");
        assertEquals(Interval.UNDEFINED, Bootstrap.percentiles(Double.NaN, values, 0.95));
        java.util.Arrays.fill(values, 0, 30, Double.NaN);
        assertEquals(
                Double.POSITIVE_INFINITY,
                Bootstrap.percentiles(500, values, 0.95).high());
    }
}
