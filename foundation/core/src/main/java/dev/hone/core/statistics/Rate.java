package dev.hone.core.statistics;

/**
 * A share of successes together with what it rests on.
 *
 * @param successes between 0 and n
 * @param n trials, at least 0; with 0 the rate itself is NaN and its interval is all of [0, 1]
 * @param confidence of the interval, in (0, 1)
 */
public record Rate(long successes, long n, double confidence) {
    public Rate {
        if (n < 0 || successes < 0 || successes > n) {
            throw new IllegalArgumentException("a rate of " + successes + " in " + n);
        }
        Evaluation.requireConfidence(confidence);
    }

    /** A rate at the confidence that reports use, {@value Evaluation#CONFIDENCE}. */
    public static Rate of(long successes, long n) {
        return new Rate(successes, n, Evaluation.CONFIDENCE);
    }

    /** Successes over trials, in [0, 1]. */
    public double value() {
        return n == 0 ? Double.NaN : (double) successes / n;
    }

    /**
     * Wilson's score interval: the rates that a two-sided test of this confidence would not reject. It stays within
     * [0, 1] and does not shrink to a point at 0 or n successes, where the textbook's normal interval fails (Brown, Cai
     * and DasGupta 2001).
     */
    public Interval interval() {
        if (n == 0) {
            return new Interval(Double.NaN, 0, 1);
        }
        double z = SpecialFunctions.normalQuantile(0.5 + confidence / 2);
        double p = value();
        double shrink = z * z / n;
        double centre = (p + shrink / 2) / (1 + shrink);
        double half = z * Math.sqrt(p * (1 - p) / n + shrink / (4 * n)) / (1 + shrink);
        // rounding must not exclude the rate itself at the two ends
        double low = successes == 0 ? 0 : centre - half;
        double high = successes == n ? 1 : centre + half;
        return new Interval(p, low, high);
    }
}
