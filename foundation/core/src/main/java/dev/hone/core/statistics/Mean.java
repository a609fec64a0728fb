package dev.hone.core.statistics;

/**
 * A mean together with what it rests on.
 *
 * @param n values that were measured
 * @param absent values that were not (NaN) and are not in the mean
 * @param sd standard deviation with n - 1 in the denominator; NaN below two values
 * @param interval the mean and its bootstrap interval; unbounded for a single value, undefined for none
 */
public record Mean(int n, int absent, double sd, Interval interval) {
    public double value() {
        return interval.estimate();
    }

    /** Standard deviation of the mean itself; NaN below two values. */
    public double standardError() {
        return sd / Math.sqrt(n);
    }
}
