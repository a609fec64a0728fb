package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.tensor.dense.FlatParameters;
import org.junit.jupiter.api.Test;

class ActionDistributionTest {
    private static final int DRAWS = 100_000;

    @Test
    void choices_come_as_often_as_their_logits_say() {
        Categorical categorical = new Categorical(3);
        float[] logits = {0, (float) Math.log(2), (float) Math.log(5)};
        RandomStream random = new RandomStream(1);
        double[] count = new double[3];
        float[] raw = new float[1];
        for (int i = 0; i < DRAWS; i++) {
            double logProbability = categorical.sample(logits, random, raw, 0);
            int choice = (int) raw[0];
            count[choice]++;
            assertEquals(Math.log(new double[] {1, 2, 5}[choice] / 8), logProbability, 1e-6);
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(new double[] {1, 2, 5}[i] / 8, count[i] / DRAWS, 0.006);
        }
    }

    @Test
    void the_best_choice_is_the_first_of_equal_ones() {
        assertEquals(1, Categorical.best(new float[] {0, 3, 3}));
    }

    @Test
    void a_categorical_knows_the_probabilities_it_draws_with() {
        Categorical categorical = new Categorical(2);
        float[] raw = {1};
        float[] logits = {9, 9, 0, 0, 1, 3};
        categorical.see(logits, 2);
        assertEquals(-Math.log(2), categorical.logProbability(raw, 0), 1e-12);
        assertEquals(Math.log(2), categorical.entropy(), 1e-12);
        categorical.see(logits, 4);
        double p = 1 / (1 + Math.exp(-2));
        assertEquals(Math.log(p), categorical.logProbability(raw, 0), 1e-12);
        assertEquals(-p * Math.log(p) - (1 - p) * Math.log(1 - p), categorical.entropy(), 1e-12);
    }

    @Test
    void a_gaussian_knows_the_density_it_draws_with() {
        var gaussian = new DiagonalGaussian(new FlatParameters(), "a", Space.Box.of(2, -1, 1), -0.5);
        float[] means = {0.3f, -0.2f};
        RandomStream random = new RandomStream(1);
        float[] raw = new float[2];
        double sum = 0;
        double squares = 0;
        gaussian.see(means, 0);
        for (int i = 0; i < DRAWS; i++) {
            double logDensity = gaussian.sample(means, random, raw, 0);
            sum += raw[0];
            squares += (raw[0] - 0.3) * (raw[0] - 0.3);
            assertEquals(logDensity, gaussian.logProbability(raw, 0), 1e-5);
        }
        assertEquals(0.3, sum / DRAWS, 0.01);
        assertEquals(Math.exp(-1), squares / DRAWS, 0.01);
        assertEquals(2 * (0.5 * Math.log(2 * Math.PI * Math.E) - 0.5), gaussian.entropy(), 1e-6);
    }

    @Test
    void raw_actions_are_stretched_to_the_ends_of_their_space_and_clipped_there() {
        float infinity = Float.POSITIVE_INFINITY;
        ActionScale scale = new ActionScale(new Space.Box(new float[] {0, -infinity, -2}, new float[] {10, 1, 2}));
        float[] action = new float[4];
        scale.write(new float[] {9, 0, 7, -3}, 1, action, 1);
        assertArrayEquals(new float[] {0, 5, 7, -2}, action);
    }
}
