package dev.hone.budget.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.Simulation;
import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Correlation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RealHeadsTest {
    private static final Examples FIT = Simulation.drawReal(Seeds.of(1), 500, 10);
    private static final Examples CHOOSE = Simulation.drawReal(Seeds.of(2), 200, 10);
    private static final Examples REPORT = Simulation.drawReal(Seeds.of(3), 400, 64);
    private static final HeadSettings QUICK = HeadSettings.DEFAULT.alone().withWeightDecay(1);

    @ParameterizedTest
    @EnumSource(names = {"QUANTILES", "GAIN_VECTOR"})
    void a_head_learns_from_ten_samples_a_query_what_a_second_sample_gains(HeadKind kind) {
        FittedHead fitted = HeadTraining.fit(kind, FIT, CHOOSE, QUICK, Seeds.of(5));
        assertFalse(fitted.isConstant());
        double[] scores = IntStream.range(0, REPORT.size())
                .mapToDouble(i -> fitted.head().score(REPORT.features(i)))
                .toArray();
        double[] gains = IntStream.range(0, REPORT.size())
                .mapToDouble(REPORT::secondGain)
                .toArray();
        double correlation = Correlation.spearman(scores, gains);
        assertTrue(correlation > .9, kind + ": rank correlation " + correlation);
        Intrinsic intrinsic = Intrinsic.of(fitted.head(), FIT, REPORT);
        assertTrue(intrinsic.loss() < .8 * intrinsic.meanLoss(), intrinsic::toString);
    }

    @Test
    void predicted_quantiles_are_those_of_the_law() {
        FittedHead fitted = HeadTraining.fit(HeadKind.QUANTILES, FIT, CHOOSE, QUICK, Seeds.of(5));
        QuantileHead head = (QuantileHead) fitted.head();
        double error = 0;
        for (int i = 0; i < REPORT.size(); i++) {
            float[] x = REPORT.features(i);
            double[] quantiles = head.quantiles(x);
            double spread = Math.exp(Simulation.SPREAD * x[0]);
            for (int k = 0; k < quantiles.length; k++) {
                double truth = 5 + x[1] + spread * Math.log(QuantileHead.level(k));
                error += Math.abs(quantiles[k] - truth) / spread / quantiles.length / REPORT.size();
            }
        }
        assertTrue(error < .3, "mean error in units of the query's own spread " + error);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUANTILES", "GAIN_VECTOR"})
    void the_unit_of_the_reward_does_not_matter(HeadKind kind) {
        FittedHead plain = HeadTraining.fit(kind, FIT, CHOOSE, QUICK, Seeds.of(5));
        FittedHead scaled = HeadTraining.fit(kind, inCents(FIT), inCents(CHOOSE), QUICK, Seeds.of(5));
        Gains one = plain.head().gains(REPORT.features(), 8);
        Gains other = scaled.head().gains(REPORT.features(), 8);
        for (int i = 0; i < REPORT.size(); i++) {
            for (int u = 2; u <= 8; u++) {
                assertEquals(100 * one.of(i, u), other.of(i, u), 1e-2 * 100 * one.of(i, 2) + 1e-3);
            }
        }
        int[] plan = Allocation.greedy(one, 3, 1);
        assertEquals(3 * REPORT.size(), Arrays.stream(plan).sum());
    }

    @Test
    void rewards_of_other_queries_teach_nothing() {
        int constant = 0;
        for (int shuffle = 0; shuffle < 4; shuffle++) {
            int by = 17 + shuffle;
            Examples fit = FIT.withLabelsOf(rotation(FIT.size(), by));
            Examples choose = CHOOSE.withLabelsOf(rotation(CHOOSE.size(), by));
            constant += HeadTraining.fit(HeadKind.QUANTILES, fit, choose, QUICK, Seeds.of(shuffle))
                            .isConstant()
                    ? 1
                    : 0;
        }
        assertTrue(constant >= 3, constant + " of 4 heads saw through the shuffle");
    }

    @Test
    void the_best_of_b_uniform_draws_is_b_over_b_plus_1() {
        double[] quantiles = IntStream.range(0, QuantileHead.LEVELS)
                .mapToDouble(QuantileHead::level)
                .toArray();
        double[] best = QuantileHead.expectedBest(quantiles, 32);
        for (int b = 1; b <= 32; b++) {
            assertEquals(b / (b + 1.0), best[b], .002, "best of " + b);
        }
    }

    @Property(tries = 200)
    void whatever_the_quantiles_gains_fall(
            @ForAll @Size(QuantileHead.LEVELS) List<@DoubleRange(min = -100, max = 100) Double> quantiles) {
        double[] sorted =
                quantiles.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] best = QuantileHead.expectedBest(sorted, 40);
        Gains gains = Gains.ofCurves(new double[][] {best}); // throws where one rises
        assertEquals(40, gains.cap());
        assertTrue(best[40] <= sorted[sorted.length - 1] + 1e-9);
    }

    @Test
    void equal_rewards_leave_everything_finite_and_gain_nothing() {
        double[][] same =
                IntStream.range(0, 40).mapToObj(_ -> new double[] {3, 3, 3}).toArray(double[][]::new);
        Examples equal = new Examples(Arrays.copyOf(FIT.features(), 40), same);
        for (HeadKind kind : new HeadKind[] {HeadKind.QUANTILES, HeadKind.GAIN_VECTOR}) {
            DifficultyHead head =
                    HeadTraining.fit(kind, equal, equal, QUICK, Seeds.of(1)).head();
            assertEquals(0, head.score(FIT.features(0)), 1e-9);
        }
        assertArrayEquals(new double[] {3, 3, 3}, equal.rewards(0));
    }

    private static Examples inCents(Examples examples) {
        double[][] rewards = IntStream.range(0, examples.size())
                .mapToObj(i -> Arrays.stream(examples.rewards(i))
                        .map(r -> 100 * r - 40)
                        .toArray())
                .toArray(double[][]::new);
        return new Examples(examples.features(), rewards);
    }

    private static int[] rotation(int n, int by) {
        return IntStream.range(0, n).map(i -> (i + by) % n).toArray();
    }
}
