package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbeHeadTest {
    private static final int ROWS = 300;

    private final RandomGenerator random = Seeds.of(3).generator();
    private final double[][] rows = IntStream.range(0, ROWS)
            .mapToObj(_ -> new double[] {random.nextGaussian(), 100 + 5 * random.nextGaussian(), 1})
            .toArray(double[][]::new);
    private final int[] part = IntStream.range(0, ROWS).map(r -> r % 3).toArray();

    private static double error(double[] said, double[] truth) {
        return IntStream.range(0, said.length)
                .mapToDouble(r -> Math.abs(said[r] - truth[r]))
                .average()
                .orElseThrow();
    }

    @Test
    void a_line_is_found_whatever_the_scale_of_its_columns() {
        double[] targets = Arrays.stream(rows)
                .mapToDouble(row -> .3 * row[0] - .02 * (row[1] - 100) + .1)
                .toArray();
        ProbeHead.Fitted fitted = ProbeHead.fit(rows, targets, part, 3);
        assertTrue(error(fitted.heldOut(), targets) < .01, () -> "" + error(fitted.heldOut(), targets));
        assertEquals(.4, fitted.head().gain(new double[] {1, 100, 1}), .02);
    }

    @Test
    void where_there_is_nothing_to_learn_the_mean_is_said_of_all() {
        double[] noise = random.doubles(ROWS).toArray();
        ProbeHead.Fitted fitted = ProbeHead.fit(rows, noise, part, 3);
        double spread = Arrays.stream(fitted.heldOut())
                .map(v -> Math.abs(v - .5))
                .average()
                .orElseThrow();
        assertTrue(spread < .05, () -> "" + spread);
    }

    @Test
    void a_row_far_outside_counts_as_one_at_the_edge() {
        double[] targets = Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
        ProbeHead head = ProbeHead.fit(rows, targets, part, 3).head();
        assertEquals(head.gain(new double[] {1000, 100, 1}), head.gain(new double[] {1e6, 100, 1}), 1e-12);
    }
}
