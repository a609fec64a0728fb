package dev.hone.core.statistics;

/**
 * An estimate and the range that the data leave open for it.
 *
 * @param estimate the value on the data themselves; NaN if it does not exist
 * @param low lower end, possibly negative infinity; NaN only with the estimate
 * @param high upper end, possibly positive infinity; not below {@code low}; NaN only with the estimate
 */
public record Interval(double estimate, double low, double high) {
    /** What an estimate from no data is. */
    public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN, Double.NaN);

    public Interval {
        if (Double.isNaN(low) != Double.isNaN(high) || low > high) {
            throw new IllegalArgumentException("interval from " + low + " to " + high);
        }
    }

    /** An estimate about whose error the data say nothing. */
    public static Interval unbounded(double estimate) {
        return new Interval(estimate, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    public boolean isDefined() {
        return !Double.isNaN(estimate) && !Double.isNaN(low);
    }

    /** Whether both ends are numbers that can be drawn or printed. */
    public boolean isBounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /** Whether {@code value} lies within, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Distance between the ends, at least 0. */
    public double width() {
        return high - low;
    }
}
