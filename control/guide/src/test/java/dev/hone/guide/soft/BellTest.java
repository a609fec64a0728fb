package dev.hone.guide.soft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.RandomStream;
import dev.hone.learn.Replay;
import dev.hone.learn.Space;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BellTest {
    private static Bell bell(double mean, double deviation) {
        return new Bell(Tensor.full(mean, 1, 1), Tensor.full(Math.log(deviation), 1, 1));
    }

    @Test
    void the_divergence_is_that_of_the_formula_and_0_from_itself() {
        try (var _ = new Scope()) {
            double expected = Math.log(2) + (1 + 1) / 8.0 - 0.5;
            assertEquals(expected, bell(0, 1).divergence(bell(1, 2)).item(), 1e-6);
            assertEquals(0, bell(0.3, 0.7).divergence(bell(0.3, 0.7)).item(), 1e-6);
        }
    }

    @Test
    void dimensions_add_up() {
        try (var _ = new Scope()) {
            Bell two = new Bell(Tensor.of(new float[] {0, 0}, 1, 2), Tensor.of(new float[] {0, 0}, 1, 2));
            Bell other = new Bell(Tensor.of(new float[] {1, 2}, 1, 2), Tensor.of(new float[] {0, 0}, 1, 2));
            assertEquals(0.5 + 2, two.divergence(other).item(), 1e-6);
        }
    }

    @Test
    void its_derivative_by_the_mean_is_the_distance_in_variances_of_the_other() {
        try (var _ = new Scope()) {
            Tensor mean = Tensor.full(0.5, 1, 1).requireGradient();
            new Bell(mean, Tensor.full(0, 1, 1)).divergence(bell(2, 0.5)).sum().backward();
            assertEquals((0.5 - 2) / 0.25, mean.gradient().item(), 1e-5);
        }
    }

    @Test
    void the_density_is_that_of_what_was_drawn() {
        try (var _ = new Scope()) {
            for (int seed = 0; seed < 10; seed++) {
                Bell.Drawn drawn = bell(0.4, 0.6).draw(new RandomStream(seed));
                double a = drawn.actions().item();
                double u = 0.5 * Math.log((1 + a) / (1 - a));
                double normal = -Math.pow((u - 0.4) / 0.6, 2) / 2 - Math.log(0.6 * Math.sqrt(2 * Math.PI));
                assertEquals(normal - Math.log(1 - a * a), drawn.logDensity().item(), 1e-3);
            }
        }
    }

    @Test
    void deviations_stay_within_their_ends_and_acting_agrees_with_learning() {
        try (var _ = new Scope()) {
            for (double output : new double[] {-100, -1, 0, 1, 100}) {
                Tensor outputs = Tensor.of(new float[] {0, (float) output}, 1, 2);
                double log = Bell.of(outputs).logDeviations().item();
                assertTrue(log >= -5 && log <= 2);
                assertEquals(log, Bell.logDeviation(output), 1e-5);
            }
        }
    }

    /** Mean 0.05 and deviation 0.03 of moves within 0.1: 0.5 and 0.3 of half the range. */
    @Test
    void advice_is_taken_to_where_students_are_before_tanh() {
        Space.Box box = Space.Box.of(1, -0.1, 0.1);
        Replay.Batch batch = new Replay.Batch(2, 3, 1);
        System.arraycopy(
                new float[] {7, 0.05f, (float) Math.log(0.03), 8, 0.1f, (float) Math.log(0.03)},
                0,
                batch.features,
                0,
                6);
        try (var _ = new Scope()) {
            SoftBatch steps = SoftBatch.of(batch, box);
            float[] means = steps.teacher().means().floats();
            assertEquals(0.5, Math.tanh(means[0]), 1e-5);
            assertEquals(0.95, Math.tanh(means[1]), 1e-5, "the end of the range has no place before tanh");
            assertEquals(Math.log(0.3), steps.teacher().logDeviations().floats()[0], 1e-5);
            assertEquals(8, steps.features().floats()[1], "students see no advice");
            assertEquals(1, steps.features().size(1));
        }
    }
}
