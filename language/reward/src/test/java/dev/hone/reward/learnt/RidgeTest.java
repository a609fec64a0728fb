package dev.hone.reward.learnt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RidgeTest {
    @Test
    void on_uncorrelated_columns_each_weight_is_its_covariance_less_the_penalty() {
        // X'X = diag(4, 16), X'y = (8, 16), t = 10
        float[][] rows = {{1, 2}, {1, -2}, {-1, 2}, {-1, -2}};
        double[] targets = {4 + 5, 0 + 5, -0 + 5, -4 + 5};
        Linear head = new Ridge(rows, targets).solve(0.1);
        assertArrayEquals(new double[] {8 / (4 + 1.0), 16 / (16 + 1.0)}, head.weights(), 1e-12);
        assertEquals(5, head.intercept(), 1e-12);
    }

    @Property(tries = 50)
    void at_the_solution_the_penalised_error_has_no_slope(@ForAll long seed) {
        var random = Seeds.of(seed).generator();
        float[][] rows = new float[12][5];
        double[] targets = new double[12];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < 5; c++) {
                rows[r][c] = (float) random.nextGaussian();
            }
            targets[r] = random.nextGaussian();
        }
        Linear head = new Ridge(rows, targets).solve(0.3);
        double penalty = 0.3 * meanSquares(rows);
        double sum = 0;
        double[] slope = new double[5];
        for (int r = 0; r < rows.length; r++) {
            double miss = targets[r] - head.of(rows[r]);
            sum += miss;
            for (int c = 0; c < 5; c++) {
                slope[c] += miss * rows[r][c];
            }
        }
        assertEquals(0, sum, 1e-9, "the intercept is free");
        for (int c = 0; c < 5; c++) {
            assertEquals(penalty * head.weights()[c], slope[c], 1e-9);
        }
    }

    @Test
    void a_greater_strength_is_nearer_to_the_mean() {
        float[][] rows = {{0}, {1}, {2}};
        double[] targets = {0, 1, 2};
        Ridge ridge = new Ridge(rows, targets);
        assertEquals(2, ridge.solve(1e-9).of(new float[] {2}), 1e-6);
        assertTrue(ridge.solve(1).of(new float[] {2}) < 2);
        assertEquals(1, ridge.solve(1e9).of(new float[] {2}), 1e-6);
    }

    @Test
    void equal_rows_say_the_mean() {
        assertEquals(
                3,
                new Ridge(new float[][] {{1, 1}, {1, 1}}, new double[] {2, 4})
                        .solve(1)
                        .of(new float[] {1, 1}));
    }

    /** Mean of the diagonal of X'X with the columns' means taken off. */
    private static double meanSquares(float[][] rows) {
        double total = 0;
        for (int c = 0; c < rows[0].length; c++) {
            double mean = 0;
            for (float[] row : rows) {
                mean += row[c] / (double) rows.length;
            }
            for (float[] row : rows) {
                total += (row[c] - mean) * (row[c] - mean);
            }
        }
        return total / rows[0].length;
    }
}
