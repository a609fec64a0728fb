package dev.hone.steer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import org.junit.jupiter.api.Test;

class GridRiseTest {
    /** Three prompts; falls from the second weight to the third by 1, 2 and 3: 2 by a standard error of 1 / sqrt 3. */
    private static final double[][] FALLS = {{0, 0, 0}, {4, 4, 4}, {3, 2, 1}};

    private static final double[][] RISES = {{0, 0, 0}, {1, 2, 1}, {2, 4, 6}};

    @Test
    void aFallIsToldInStandardErrorsOfThePairedDifference() {
        GridRise rise = GridRise.of(new double[][][] {RISES, FALLS}, Seeds.of(1));
        assertEquals(2 * Math.sqrt(3), rise.fall(), 1e-12);
        assertEquals(0, GridRise.of(new double[][][] {RISES}, Seeds.of(1)).fall());
    }

    @Test
    void theWayFromEndToEndIsToldForEachLine() {
        GridRise rise = GridRise.of(new double[][][] {RISES, FALLS}, Seeds.of(1));
        assertEquals(4, rise.rises().get(0).estimate(), 1e-12);
        assertEquals(2, rise.rises().get(1).estimate(), 1e-12);
        assertEquals(2, rise.least().estimate(), 1e-12);
        assertTrue(rise.least().low() > 0, rise::toString);
    }

    @Test
    void whatNeverMovesNeverFalls() {
        double[][] still = {{1, 2}, {1, 2}};
        GridRise rise = GridRise.of(new double[][][] {still}, Seeds.of(1));
        assertEquals(0, rise.fall());
        assertEquals(0, rise.least().estimate());
    }
}
