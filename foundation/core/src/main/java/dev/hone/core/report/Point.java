package dev.hone.core.report;

import dev.hone.core.statistics.Interval;

/**
 * One measurement in a plot.
 *
 * @param x place along the horizontal axis; for categories the index of one
 * @param y value and its interval; an undefined estimate leaves a gap, an end that is NaN or infinite isn't drawn
 */
public record Point(double x, Interval y) {
    public static Point of(double x, double y) {
        return new Point(x, new Interval(y, Double.NaN, Double.NaN));
    }

    public static Point of(double x, Interval y) {
        return new Point(x, y);
    }
}
