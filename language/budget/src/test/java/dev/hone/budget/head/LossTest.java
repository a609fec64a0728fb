package dev.hone.budget.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossTest {
    @Test
    void the_beta_binomial_loss_is_the_chance_of_the_sequence() {
        // Beta(2, 3), success success failure: 2/5 * 3/6 * 3/7
        double[] outputs = {Math.log(2), Math.log(3)};
        assertEquals(
                -Math.log(2 / 5.0 * 3 / 6.0 * 3 / 7.0), new BetaBinomialLoss().of(outputs, counts(3, 2), 0), 1e-12);
    }

    @Test
    void the_soft_label_loss_is_cross_entropy_and_does_not_overflow() {
        double rate = 1 / (1 + Math.exp(-.7));
        assertEquals(
                -.25 * Math.log(rate) - .75 * Math.log(1 - rate),
                new SoftLabelLoss().of(new double[] {.7}, counts(4, 1), 0),
                1e-12);
        assertEquals(1000, new SoftLabelLoss().of(new double[] {-1000}, counts(4, 4), 0), 1e-9);
    }

    @Test
    void the_gain_vector_loss_is_0_at_what_the_samples_show() {
        Examples one = new Examples(new float[1][0], new double[][] {{1, 2, 4}});
        // best of 1, 2, 3 is 7/3, 10/3, 4 on average
        assertEquals(0, new GainVectorLoss(3).of(new double[] {1, 2 / 3.0}, one, 0), 1e-12);
        assertEquals(.5, new GainVectorLoss(3).of(new double[] {2, 2 / 3.0}, one, 0), 1e-12);
        assertEquals(1, new GainVectorLoss(9).of(new double[] {2, 5 / 3.0, 9, 9, 9, 9, 9, 9}, one, 0), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void tensors_and_plain_java_agree_also_beyond_the_clip(HeadKind kind) {
        RandomGenerator random = Seeds.of(1).generator();
        Examples examples = examples(kind, random, 50);
        Loss loss = kind.loss(examples);
        int k = loss.outputs();
        float[] outputs = new float[examples.size() * k];
        double expected = 0;
        for (int i = 0; i < examples.size(); i++) {
            double[] row = new double[k];
            for (int j = 0; j < k; j++) {
                outputs[i * k + j] = (float) (4 * random.nextGaussian());
                row[j] = outputs[i * k + j];
            }
            expected += loss.of(row, examples, i) / examples.size();
        }
        try (var _ = new Scope()) {
            double got =
                    loss.of(Tensor.of(outputs, examples.size(), k), examples).item();
            assertEquals(expected, got, 1e-4 * Math.abs(expected));
        }
    }

    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void no_constant_explains_the_samples_better_than_the_constant(HeadKind kind) {
        Examples examples = examples(kind, Seeds.of(2).generator(), 300);
        Loss loss = kind.loss(examples);
        double[] best = loss.constant(examples);
        for (int k = 0; k < best.length; k++) {
            for (double step : new double[] {-.05, .05}) {
                double[] moved = best.clone();
                moved[k] += step;
                assertTrue(total(loss, best, examples) < total(loss, moved, examples) + 1e-12, kind + " output " + k);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void nothing_goes_below_the_floor(HeadKind kind) {
        RandomGenerator random = Seeds.of(3).generator();
        Examples examples = examples(kind, random, 40);
        Loss loss = kind.loss(examples);
        double[] constant = loss.constant(examples);
        for (int i = 0; i < examples.size(); i++) {
            double[] moved = constant.clone();
            for (int k = 0; k < moved.length; k++) {
                moved[k] += random.nextGaussian();
            }
            assertTrue(loss.of(moved, examples, i) >= loss.floor(examples, i) - 1e-9);
        }
    }

    @Test
    void gradients_reach_the_parameters() {
        Examples one = counts(8, 3);
        Loss loss = new BetaBinomialLoss();
        try (var parameters = new Parameters();
                var _ = new Scope()) {
            Tensor outputs = parameters.add("outputs", new float[] {.1f, .2f}, 1, 2);
            loss.of(outputs, one).backward();
            float[] gradient = outputs.gradient().floats();
            double h = 1e-4;
            for (int k = 0; k < 2; k++) {
                double[] up = {.1, .2};
                double[] down = {.1, .2};
                up[k] += h;
                down[k] -= h;
                assertEquals((loss.of(up, one, 0) - loss.of(down, one, 0)) / (2 * h), gradient[k], 1e-4);
            }
        }
    }

    private static Examples counts(int samples, int successes) {
        return Examples.ofCounts(new float[1][0], new int[] {samples}, new int[] {successes});
    }

    /** Queries with few and with many samples, of the rewards that a kind of head is for. */
    private static Examples examples(HeadKind kind, RandomGenerator random, int n) {
        double[][] rewards = new double[n][];
        for (int i = 0; i < n; i++) {
            rewards[i] = new double[1 + random.nextInt(128)];
            double rate = Math.pow(random.nextDouble(), 3);
            for (int s = 0; s < rewards[i].length; s++) {
                rewards[i][s] = kind.isReal() ? rate * random.nextGaussian() : random.nextDouble() < rate ? 1 : 0;
            }
        }
        return new Examples(new float[n][0], rewards);
    }

    private static double total(Loss loss, double[] outputs, Examples examples) {
        double total = 0;
        for (int i = 0; i < examples.size(); i++) {
            total += loss.of(outputs, examples, i);
        }
        return total;
    }
}
