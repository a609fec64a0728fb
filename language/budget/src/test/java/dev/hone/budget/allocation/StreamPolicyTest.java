package dev.hone.budget.allocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamPolicyTest {
    private static final int CAP = 16;

    /** Queries whose scores are their success rates, spread evenly. */
    private static StreamPolicy even(int queries, int bins) {
        double[] scores = new double[queries];
        double[][] curves = new double[queries][];
        for (int i = 0; i < queries; i++) {
            int successes = (int) Math.round(64.0 * i / queries);
            scores[i] = successes / 64.0;
            curves[i] = BestOf.binary(64, successes, CAP);
        }
        return StreamPolicy.fit(scores, curves, bins);
    }

    @Property(tries = 200)
    void the_mean_budget_is_met_and_at_most_one_bin_has_a_fraction(
            @ForAll @IntRange(min = 1, max = 12) int bins,
            @ForAll @IntRange(max = 1) int floor,
            @ForAll @DoubleRange(max = 10) double extra) {
        StreamPolicy policy = even(200, bins);
        double mean = floor + extra;
        double[] budgets = policy.budgets(mean, floor);
        double spent = 0;
        int fractions = 0;
        for (int bin = 0; bin < budgets.length; bin++) {
            spent += policy.weights()[bin] * budgets[bin];
            fractions += budgets[bin] == Math.rint(budgets[bin]) ? 0 : 1;
            assertTrue(budgets[bin] >= floor && budgets[bin] <= CAP);
        }
        // a bin of queries that never succeed gains nothing, so a large budget may be left over
        assertTrue(spent <= mean + 1e-9 && (spent > mean - 1e-9 || mean > 8), "spent " + spent + " of " + mean);
        assertTrue(fractions <= 1, Arrays.toString(budgets));
    }

    @Test
    void curves_are_averaged_and_not_rates() {
        // one bin, half hopeless and half easy: after two samples the truth is that almost nothing is left to gain
        double[][] curves = {BestOf.binary(64, 0, CAP), BestOf.binary(64, 58, CAP)};
        StreamPolicy policy = StreamPolicy.fit(new double[] {.5, .5}, curves, 1);
        assertEquals(curves[1][1] / 2, policy.gains()[0][0], 1e-12);
        double believedByMeanRate = 29 / 64.0 * Math.pow(1 - 29 / 64.0, 2);
        assertTrue(policy.gains()[0][2] < believedByMeanRate / 10, policy.gains()[0][2] + "");
    }

    @Test
    void queries_are_cut_into_bins_of_about_equal_size() {
        StreamPolicy policy = even(200, 10);
        assertEquals(10, policy.bins());
        for (double weight : policy.weights()) {
            assertEquals(.1, weight, .02);
        }
        assertEquals(0, policy.bin(-1));
        assertEquals(9, policy.bin(2));
        assertEquals(1, policy.bin(policy.edges()[0]), "an edge belongs to the bin above");
    }

    @Test
    void equal_scores_share_a_bin() {
        double[] scores = {.2, .2, .2, .2, .9};
        double[][] curves =
                IntStream.range(0, 5).mapToObj(_ -> BestOf.binary(8, 4, 8)).toArray(double[][]::new);
        StreamPolicy policy = StreamPolicy.fit(scores, curves, 5);
        assertEquals(2, policy.bins());
        assertArrayEquals(new double[] {.8, .2}, policy.weights(), 1e-12);
        assertEquals(
                1,
                StreamPolicy.fit(new double[] {.2, .2}, Arrays.copyOf(curves, 2), 5)
                        .bins());
    }

    @Test
    void a_fraction_falls_on_that_share_of_the_queries_and_repeats() {
        StreamPolicy policy = even(200, 1);
        double[] budgets = policy.budgets(2.3, 0);
        Seeds seeds = Seeds.of(1);
        int[] drawn = IntStream.range(0, 10_000)
                .map(i -> policy.budget(.5, budgets, seeds.child("q" + i)))
                .toArray();
        assertEquals(2.3, Arrays.stream(drawn).average().orElseThrow(), .02);
        assertTrue(Arrays.stream(drawn).allMatch(b -> b == 2 || b == 3));
        assertEquals(drawn[17], policy.budget(.5, budgets, seeds.child("q17")));
    }

    @Test
    void a_lower_cap_is_kept() {
        StreamPolicy capped = even(200, 10).cappedAt(3);
        assertEquals(3, capped.cap());
        assertTrue(Arrays.stream(capped.budgets(3, 0)).allMatch(b -> b <= 3));
    }
}
