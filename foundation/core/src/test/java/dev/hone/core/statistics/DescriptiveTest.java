package dev.hone.core.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DescriptiveTest {
    private static final double ABSENT = Double.NaN;

    @Test
    void meanAndDeviationLeaveAbsentValuesOut() {
        assertEquals(3, Descriptive.mean(new double[] {1, ABSENT, 5}));
        assertEquals(Math.sqrt(8), Descriptive.sd(new double[] {1, ABSENT, 5}), 1e-15);
        assertEquals(Double.NaN, Descriptive.mean(new double[0]));
        assertEquals(Double.NaN, Descriptive.sd(new double[] {4}));
        assertArrayEquals(new double[] {2, 1}, Descriptive.measured(new double[] {ABSENT, 2, ABSENT, 1}));
    }

    @Test
    void deviationKeepsItsDigitsOnALargeOffset() {
        assertEquals(1, Descriptive.sd(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3}), 1e-12);
    }

    @Test
    void quantilesAreNumPys() {
        double[] values = {7, 1, 3, ABSENT, 10};
        assertArrayEquals(
                new double[] {1, 1.6, 2.5, 5, 7.75, 10},
                Descriptive.quantiles(values, 0, 0.1, 0.25, 0.5, 0.75, 1),
                1e-12);
        assertEquals(5, Descriptive.median(values));
        assertEquals(Double.NaN, Descriptive.median(new double[0]));
        assertEquals(2, Descriptive.median(new double[] {2}));
    }

    @Test
    void anInfiniteValueOnlyTouchesTheQuantilesBesideIt() {
        double[] values = {1, 2, Double.POSITIVE_INFINITY};
        assertEquals(2, Descriptive.median(values));
        assertEquals(1.5, Descriptive.quantiles(values, 0.25)[0]);
        assertEquals(Double.POSITIVE_INFINITY, Descriptive.quantiles(values, 0.75)[0]);
    }

    @Test
    void quantilesOutsideZeroAndOneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Descriptive.quantiles(new double[] {1}, 1.01));
        assertThrows(IllegalArgumentException.class, () -> Descriptive.quantiles(new double[] {1}, ABSENT));
    }

    @Property
    void quantilesRiseFromTheSmallestToTheLargest(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -1e9, max = 1e9) Double> values,
            @ForAll @DoubleRange(min = 0, max = 1) double p) {
        double[] found =
                Descriptive.quantiles(values.stream().mapToDouble(v -> v).toArray(), 0, p, 1);
        assertEquals(Collections.min(values), found[0]);
        assertEquals(Collections.max(values), found[2]);
        assertTrue(found[0] <= found[1] && found[1] <= found[2]);
    }
}
