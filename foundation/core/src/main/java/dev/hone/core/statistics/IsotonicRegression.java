package dev.hone.core.statistics;

import java.util.Arrays;

/**
 * The monotone function nearest to weighted points, in squares, by pooling adjacent violators (Ayer et al. 1955): whenever
 * a block's mean breaks the order against its neighbour, the two become one block at their common mean. It turns scores
 * that rank well into probabilities that are right on average.
 *
 * <p>Between two x it runs straight, outside them it stays flat.
 */
public final class IsotonicRegression {
    /** Which way the function may go. */
    public enum Order {
        INCREASING,
        DECREASING
    }

    private final double[] x;
    private final double[] y;

    private IsotonicRegression(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Fits points in any order; points of equal x count as one with their weighted mean.
     *
     * @param x finite [points]
     * @param y finite [points]
     * @param weights above 0, finite [points]
     */
    public static IsotonicRegression fit(double[] x, double[] y, double[] weights, Order order) {
        Descriptive.requireSameLength(x, y);
        Descriptive.requireSameLength(x, weights);
        requireFinite(x);
        int[] sorted = Correlation.order(x);
        double[] knots = new double[x.length];
        double[] means = new double[x.length];
        double[] masses = new double[x.length];
        int n = 0;
        for (int i : sorted) {
            if (n == 0 || knots[n - 1] != x[i]) {
                knots[n++] = x[i];
            }
            masses[n - 1] += weights[i];
            means[n - 1] += weights[i] / masses[n - 1] * (y[i] - means[n - 1]);
        }
        return new IsotonicRegression(
                Arrays.copyOf(knots, n), pool(Arrays.copyOf(means, n), Arrays.copyOf(masses, n), order));
    }

    /**
     * A function fitted before, by its corners.
     *
     * @param x ascending [corners]
     * @param y monotone [corners]
     */
    public static IsotonicRegression through(double[] x, double[] y) {
        Descriptive.requireSameLength(x, y);
        requireFinite(x);
        requireFinite(y);
        for (int i = 1; i < x.length; i++) {
            if (!(x[i - 1] < x[i])) {
                throw new IllegalArgumentException("corner " + x[i] + " follows " + x[i - 1]);
            }
        }
        return new IsotonicRegression(x.clone(), y.clone());
    }

    /** The same function by the fewest corners: a stretch of equal values needs only its ends. */
    public IsotonicRegression simplified() {
        double[] cornersX = new double[x.length];
        double[] cornersY = new double[x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            boolean inside = i > 0 && i < x.length - 1 && y[i - 1] == y[i] && y[i] == y[i + 1];
            if (!inside) {
                cornersX[n] = x[i];
                cornersY[n++] = y[i];
            }
        }
        return new IsotonicRegression(Arrays.copyOf(cornersX, n), Arrays.copyOf(cornersY, n));
    }

    /** Where its corners are, ascending; a copy. */
    public double[] cornersX() {
        return x.clone();
    }

    /** Its values at the corners; a copy. */
    public double[] cornersY() {
        return y.clone();
    }

    public static IsotonicRegression fit(double[] x, double[] y, Order order) {
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        return fit(x, y, ones, order);
    }

    /**
     * The monotone sequence nearest to one that is already in order of its x; linear time.
     *
     * @param values finite
     * @param weights above 0, finite, as many
     * @return as many values, each the weighted mean of its block
     */
    public static double[] pool(double[] values, double[] weights, Order order) {
        Descriptive.requireSameLength(values, weights);
        requireFinite(values);
        int n = values.length;
        double sign = order == Order.INCREASING ? 1 : -1;
        double[] mean = new double[n];
        double[] mass = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            if (!(weights[i] > 0) || weights[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("weight " + weights[i] + " of point " + i);
            }
            mean[blocks] = values[i];
            mass[blocks] = weights[i];
            size[blocks++] = 1;
            while (blocks > 1 && sign * mean[blocks - 2] >= sign * mean[blocks - 1]) {
                int into = blocks - 2;
                double total = mass[into] + mass[into + 1];
                mean[into] += mass[into + 1] / total * (mean[into + 1] - mean[into]);
                mass[into] = total;
                size[into] += size[into + 1];
                blocks--;
            }
        }
        double[] fitted = new double[n];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(fitted, at, at + size[b], mean[b]);
            at += size[b];
        }
        return fitted;
    }

    /** The fitted function; NaN where it was fitted to nothing or {@code x} is NaN. */
    public double at(double x) {
        int n = this.x.length;
        if (n == 0 || Double.isNaN(x)) {
            return Double.NaN;
        }
        int found = Arrays.binarySearch(this.x, x);
        if (found >= 0) {
            return y[found];
        }
        int above = -found - 1;
        if (above == 0 || above == n) {
            return y[above == 0 ? 0 : n - 1];
        }
        double share = (x - this.x[above - 1]) / (this.x[above] - this.x[above - 1]);
        return y[above - 1] + share * (y[above] - y[above - 1]);
    }

    private static void requireFinite(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + values[i] + " of point " + i);
            }
        }
    }
}
