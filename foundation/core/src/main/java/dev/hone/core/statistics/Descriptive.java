package dev.hone.core.statistics;

import java.util.Arrays;

/** What describes one sample of numbers. NaN is "not measured" and left out; an empty sample has NaN for a mean. */
public final class Descriptive {
    private Descriptive() {}

    /** The values that were measured, in their order; a new array. */
    public static double[] measured(double[] values) {
        double[] kept = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                kept[n++] = value;
            }
        }
        return Arrays.copyOf(kept, n);
    }

    /** Arithmetic mean; NaN for nothing. */
    public static double mean(double[] values) {
        double sum = 0;
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                n++;
            }
        }
        return sum / n;
    }

    /** Standard deviation with n - 1 in the denominator; NaN below two values. */
    public static double sd(double[] values) {
        double mean = mean(values);
        double squares = 0;
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
                n++;
            }
        }
        return n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    }

    /**
     * Quantiles by linear interpolation between order statistics, the largest being quantile 1 (Hyndman and Fan's type 7,
     * the default of NumPy and R); NaN for nothing.
     *
     * @param probabilities each in [0, 1]
     * @return one quantile per probability
     */
    public static double[] quantiles(double[] values, double... probabilities) {
        double[] sorted = measured(values);
        Arrays.sort(sorted);
        double[] result = new double[probabilities.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = quantile(sorted, probabilities[i]);
        }
        return result;
    }

    public static double median(double[] values) {
        return quantiles(values, 0.5)[0];
    }

    private static double quantile(double[] sorted, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("quantile " + probability);
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = probability * (sorted.length - 1);
        int below = (int) place;
        double share = place - below;
        // without the test an infinite neighbour with no share would give NaN
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }

    static void requireSameLength(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " values against " + b.length);
        }
    }
}
