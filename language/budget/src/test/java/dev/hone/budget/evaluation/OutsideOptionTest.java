package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.allocation.Gains;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutsideOptionTest {
    /** Two queries whose single answers are worth 1 and 3, so 2 elsewhere; a second and a third sample gain .4 and .1 of both. */
    private static final double[][] MEASURED = {{0, 1, 1.4, 1.5}, {0, 3, 3.4, 3.5}};

    private static final Curves CURVES = new Curves(MEASURED);
    private static final Gains SPREAD = Gains.of(new double[][] {{1, .4, .1}, {1, .4, .1}});

    @Test
    void samples_go_to_the_query_that_gains_over_the_answer_from_elsewhere() {
        OutsideOption known = new OutsideOption(new double[] {0, 2}, SPREAD, CURVES);
        // all of both the samples: 2 and 3.4, where the mix gives half of the queries two samples, one 2 and the other
        // 1.4 or 3.4
        assertArrayEquals(new double[] {2 - (.5 * 2 + .5 * 1.4), 3.4 - (.5 * 2 + .5 * 3.4)}, known.gain(1), 1e-12);
        OutsideOption wrong = new OutsideOption(new double[] {2, 0}, SPREAD, CURVES);
        assertEquals(1.4 + 2 - (1.7 + 2.7), Arrays.stream(wrong.gain(1)).sum(), 1e-12);
    }

    @Test
    void queries_that_are_believed_to_lose_are_left_to_the_answer_from_elsewhere() {
        OutsideOption known = new OutsideOption(new double[] {0, 2}, SPREAD, CURVES);
        assertArrayEquals(new double[] {2 - 1.5, 3.5 - 3.5}, known.gain(3), 1e-12);
    }

    @Test
    void a_guard_opens_for_a_head_that_knows_levels_and_not_for_one_that_only_knows_spreads() {
        int n = 60;
        double[][] curves = IntStream.range(0, n)
                .mapToObj(i -> new double[] {i % 7, i % 7 + 1, i % 7 + 1.3, i % 7 + 1.4})
                .toArray(double[][]::new);
        Gains gains = Gains.of(
                IntStream.range(0, n).mapToObj(_ -> new double[] {1, .3, .1}).toArray(double[][]::new));
        int[] places = IntStream.range(0, n).toArray();
        double[] levels = Arrays.stream(places).mapToDouble(i -> i % 7).toArray();
        GuardTrial knows = new GuardTrial(places, 3);
        knows.add(places, levels, gains, new Curves(curves));
        assertTrue(knows.guard(Seeds.of(1)).supports(1, 0));
        assertFalse(
                knows.guard(Seeds.of(1)).supports(1, 1), "all spread alike, so where each needs a sample none gains");
        double[] others = Arrays.stream(places).mapToDouble(i -> i % 5 * 1.5).toArray();
        GuardTrial guesses = new GuardTrial(places, 3);
        guesses.add(places, others, gains, new Curves(curves));
        assertFalse(guesses.guard(Seeds.of(1)).supports(1, 0));
        guesses.add(new int[0], new double[0], Gains.of(new double[0][]), new Curves(new double[0][]));
    }
}
