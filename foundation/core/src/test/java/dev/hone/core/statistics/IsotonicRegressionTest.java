package dev.hone.core.statistics;

import static dev.hone.core.statistics.IsotonicRegression.Order.DECREASING;
import static dev.hone.core.statistics.IsotonicRegression.Order.INCREASING;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {
    @Test
    void violatorsArePooledToTheirWeightedMean() {
        assertArrayEquals(
                new double[] {1, 2.5, 2.5, 4},
                IsotonicRegression.pool(new double[] {1, 3, 2, 4}, new double[] {1, 1, 1, 1}, INCREASING));
        assertArrayEquals(
                new double[] {1, 2.25, 2.25, 4},
                IsotonicRegression.pool(new double[] {1, 3, 2, 4}, new double[] {1, 1, 3, 1}, INCREASING));
        assertArrayEquals(
                new double[] {2.5, 2.5, 2.5, 2.5},
                IsotonicRegression.pool(new double[] {1, 3, 2, 4}, new double[] {1, 1, 1, 1}, DECREASING));
        assertArrayEquals(new double[0], IsotonicRegression.pool(new double[0], new double[0], INCREASING));
    }

    @Test
    void theFunctionIsStraightBetweenPointsAndFlatOutside() {
        IsotonicRegression fit =
                IsotonicRegression.fit(new double[] {3, 1, 2, 1}, new double[] {8, 0, 6, 4}, INCREASING);
        assertEquals(2, fit.at(1)); // the two points at 1 count as one
        assertEquals(2, fit.at(-100));
        assertEquals(4, fit.at(1.5));
        assertEquals(8, fit.at(3));
        assertEquals(8, fit.at(Double.POSITIVE_INFINITY));
        assertEquals(Double.NaN, fit.at(Double.NaN));
        assertEquals(
                Double.NaN,
                IsotonicRegression.fit(new double[0], new double[0], INCREASING).at(1));
    }

    @Test
    void badPointsAreRefused() {
        double[] two = {1, 2};
        double[] nan = {1, Double.NaN};
        assertThrows(IllegalArgumentException.class, () -> IsotonicRegression.fit(nan, two, INCREASING));
        assertThrows(IllegalArgumentException.class, () -> IsotonicRegression.fit(two, nan, INCREASING));
        assertThrows(
                IllegalArgumentException.class, () -> IsotonicRegression.pool(two, new double[] {1, 0}, INCREASING));
        assertThrows(IllegalArgumentException.class, () -> IsotonicRegression.fit(two, new double[1], INCREASING));
        assertThrows(
                IllegalArgumentException.class,
                () -> IsotonicRegression.fit(two, two, new double[] {-1, 1}, INCREASING));
    }

    @Property
    void poolingIsMonotoneKeepsTheMeanAndIsDoneOnce(
            @ForAll @Size(max = 40) List<@DoubleRange(min = -10, max = 10) Double> drawn) {
        double[] values = array(drawn);
        double[] weights = new double[values.length];
        Arrays.setAll(weights, i -> 1 + i % 3);
        double[] fitted = IsotonicRegression.pool(values, weights, INCREASING);
        for (int i = 1; i < fitted.length; i++) {
            assertTrue(fitted[i] >= fitted[i - 1]);
        }
        assertEquals(dot(values, weights), dot(fitted, weights), 1e-9);
        assertArrayEquals(fitted, IsotonicRegression.pool(fitted, weights, INCREASING), 1e-12);
    }

    @Property
    void noMonotoneSequenceIsNearer(
            @ForAll @Size(value = 5) List<@DoubleRange(min = 0, max = 1) Double> drawnValues,
            @ForAll @Size(value = 5) List<@DoubleRange(min = 0, max = 1) Double> drawnRival) {
        double[] values = array(drawnValues);
        double[] rival = array(drawnRival);
        double[] weights = {1, 2, 1, 3, 1};
        double[] fitted = IsotonicRegression.pool(values, weights, INCREASING);
        Arrays.sort(rival);
        assertTrue(squares(values, fitted, weights) <= squares(values, rival, weights) + 1e-12);
    }

    @Property
    void decreasingIsIncreasingUpsideDown(
            @ForAll @Size(max = 20) List<@DoubleRange(min = -10, max = 10) Double> drawn) {
        double[] values = array(drawn);
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        double[] negated = Arrays.stream(values).map(v -> -v).toArray();
        double[] mirrored = Arrays.stream(IsotonicRegression.pool(negated, ones, INCREASING))
                .map(v -> -v)
                .toArray();
        assertArrayEquals(mirrored, IsotonicRegression.pool(values, ones, DECREASING), 1e-12);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double squares(double[] values, double[] fitted, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * (values[i] - fitted[i]) * (values[i] - fitted[i]);
        }
        return sum;
    }
}
