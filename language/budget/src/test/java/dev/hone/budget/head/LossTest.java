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
                -Math.log(2 / 5.0 * 3 / 6.0 * 3 / 7.0),
                HeadKind.BETA_BINOMIAL.loss().of(outputs, 3, 2),
                1e-12);
    }

    @Test
    void the_soft_label_loss_is_cross_entropy_and_does_not_overflow() {
        double rate = 1 / (1 + Math.exp(-.7));
        assertEquals(
                -.25 * Math.log(rate) - .75 * Math.log(1 - rate),
                HeadKind.POINT.loss().of(new double[] {.7}, 4, 1),
                1e-12);
        assertEquals(1000, HeadKind.POINT.loss().of(new double[] {-1000}, 4, 4), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void tensors_and_plain_java_agree_also_beyond_the_clip(HeadKind kind) {
        RandomGenerator random = Seeds.of(1).generator();
        int n = 50;
        int k = kind.loss().outputs();
        float[] outputs = new float[n * k];
        float[] samples = new float[n];
        float[] successes = new float[n];
        double expected = 0;
        for (int i = 0; i < n; i++) {
            double[] row = new double[k];
            for (int j = 0; j < k; j++) {
                outputs[i * k + j] = (float) (4 * random.nextGaussian());
                row[j] = outputs[i * k + j];
            }
            samples[i] = 1 + random.nextInt(128);
            successes[i] = random.nextInt((int) samples[i] + 1);
            expected += kind.loss().of(row, (int) samples[i], (int) successes[i]) / n;
        }
        try (var _ = new Scope()) {
            double loss = kind.loss()
                    .of(Tensor.of(outputs, n, k), Tensor.of(samples, n), Tensor.of(successes, n))
                    .item();
            assertEquals(expected, loss, 1e-4 * Math.abs(expected));
        }
    }

    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void no_constant_explains_the_samples_better_than_the_constant(HeadKind kind) {
        RandomGenerator random = Seeds.of(2).generator();
        int[] samples = new int[300];
        int[] successes = new int[300];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 64;
            double rate = Math.pow(random.nextDouble(), 3);
            for (int s = 0; s < 64; s++) {
                successes[i] += random.nextDouble() < rate ? 1 : 0;
            }
        }
        Examples examples = new Examples(new float[300][0], samples, successes);
        double[] best = kind.loss().constant(examples);
        for (int k = 0; k < best.length; k++) {
            for (double step : new double[] {-.05, .05}) {
                double[] moved = best.clone();
                moved[k] += step;
                assertTrue(total(kind, best, examples) < total(kind, moved, examples), kind + " output " + k);
            }
        }
    }

    @Test
    void gradients_reach_the_parameters() {
        try (var parameters = new Parameters();
                var _ = new Scope()) {
            Tensor outputs = parameters.add("outputs", new float[] {.1f, .2f}, 1, 2);
            HeadKind.BETA_BINOMIAL
                    .loss()
                    .of(outputs, Tensor.of(new float[] {8}, 1), Tensor.of(new float[] {3}, 1))
                    .backward();
            float[] gradient = outputs.gradient().floats();
            double h = 1e-4;
            for (int k = 0; k < 2; k++) {
                double[] up = {.1, .2};
                double[] down = {.1, .2};
                up[k] += h;
                down[k] -= h;
                Loss loss = HeadKind.BETA_BINOMIAL.loss();
                assertEquals((loss.of(up, 8, 3) - loss.of(down, 8, 3)) / (2 * h), gradient[k], 1e-4);
            }
        }
    }

    private static double total(HeadKind kind, double[] outputs, Examples examples) {
        double total = 0;
        for (int i = 0; i < examples.size(); i++) {
            total += kind.loss().of(outputs, examples.samples(i), examples.successes(i));
        }
        return total;
    }
}
