package dev.hone.budget.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evidence.BestSoFarTable;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.IsotonicRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GainPairsTest {
    @Test
    void after_failures_the_posterior_chance_speaks_and_after_a_success_nothing() {
        Gains gains = Gains.betaBinomial(new double[] {1, 2}, new double[] {3, 2}, 8);
        List<GainPair> pairs = GainPairs.ofSuccesses(gains, List.of(new double[] {0, 0, 1, 0}, new double[] {1, 1}));
        assertEquals(4, pairs.size());
        assertEquals(1 / 4.0, pairs.get(0).predicted(), 1e-12);
        assertEquals(1 / 5.0, pairs.get(1).predicted(), 1e-12);
        assertEquals(1 / 6.0, pairs.get(2).predicted(), 1e-12);
        assertEquals(1, pairs.get(2).realised());
        assertEquals(new GainPair(1, .5, 1), pairs.get(3));
    }

    @Test
    void the_table_speaks_from_the_second_sample_on() {
        BestSoFarTable table = BestSoFarTable.of(List.of(
                IsotonicRegression.through(new double[] {0, 10}, new double[] {5, 0}),
                IsotonicRegression.through(new double[] {0, 10}, new double[] {4, 0})));
        List<GainPair> pairs = GainPairs.ofBestSoFar(table, List.of(new double[] {2, 7, 3}, new double[] {9}));
        assertEquals(List.of(new GainPair(0, 4, 5), new GainPair(0, 1.2000000000000002, 0)), pairs);
        assertEquals(10, table.range());
    }

    @Test
    void a_plan_is_one_pair_a_query_above_its_first_sample() {
        Gains gains = Gains.of(new double[][] {{5, 2, 1}, {5, 3, 2}});
        List<GainPair> pairs = GainPairs.ofPlan(gains, List.of(new double[] {4, 3, 6}, new double[] {4}));
        assertEquals(List.of(new GainPair(0, 3, 2)), pairs);
    }

    /** A batch whose queries' rates are of the very Beta that is predicted, each drawn until a success or a cap. */
    private static GainCheck batch(long seed, double shift) {
        RandomGenerator random = Seeds.of(seed).generator();
        int queries = 150;
        double[] alpha = new double[queries];
        double[] beta = new double[queries];
        List<double[]> rewards = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            alpha[i] = 1;
            beta[i] = 1 + i % 3;
            double rate = shift * (1 - Math.pow(random.nextDouble(), 1 / beta[i])); // Beta(1, b) by its inverse
            double[] drawn = new double[6];
            for (int s = 0; s < drawn.length; s++) {
                drawn[s] = random.nextDouble() < rate ? 1 : 0;
            }
            rewards.add(drawn);
        }
        return GainCheck.of(GainPairs.ofSuccesses(Gains.betaBinomial(alpha, beta, 6), rewards), Seeds.of(seed));
    }

    @Test
    void right_predictions_stay_in_the_band_of_a_batch_and_wrong_ones_leave_it() {
        int outside = 0;
        int seen = 0;
        for (long seed = 0; seed < 400; seed++) {
            outside += batch(seed, 1).holds() ? 0 : 1;
            seen += batch(seed, .6).holds() ? 0 : 1;
        }
        assertTrue(outside <= 40, outside + " of 400 right batches called wrong; 5 in 100 are meant");
        assertTrue(seen >= 380, "of 400 batches at six tenths of the rates, seen: " + seen);
    }

    @Test
    void a_check_says_in_a_sentence_what_to_do() {
        GainCheck good = batch(1, 1);
        assertTrue(good.holds() && good.sentence().endsWith(": as predicted."), good.sentence());
        GainCheck bad = batch(1, .4);
        assertFalse(bad.holds());
        assertTrue(bad.sentence().contains("recalibrate or fit again"), bad.sentence());
        assertTrue(GainCheck.of(List.of(), Seeds.of(1)).holds(), "nothing was predicted, nothing came");
    }
}
