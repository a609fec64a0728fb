package dev.hone.core.statistics;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The one evaluator: what a training loop logs, what a command prints and what a report shows come from here, with the
 * same resamples and the same confidence. All calls on one evaluation with as many items use the same resamples of the
 * items, so that two policies measured on them share their luck and their difference is sharper than either.
 *
 * @param seeds where the resamples come from
 * @param resamples how many, at least 100
 * @param confidence of every interval, in (0, 1)
 */
public record Evaluation(Seeds seeds, int resamples, double confidence) {
    /** How sure an interval is unless told otherwise. */
    public static final double CONFIDENCE = 0.95;

    /** Resamples unless told otherwise; the ends of an interval then wobble by about a fortieth of its width. */
    public static final int RESAMPLES = 2000;

    public Evaluation {
        if (resamples < 100) {
            throw new IllegalArgumentException("an interval from " + resamples + " resamples");
        }
        requireConfidence(confidence);
    }

    public static Evaluation of(Seeds seeds) {
        return new Evaluation(seeds.child("evaluation"), RESAMPLES, CONFIDENCE);
    }

    /** A rate with its Wilson interval. */
    public Rate rate(long successes, long n) {
        return new Rate(successes, n, confidence);
    }

    /** The mean of the measured values with its percentile bootstrap interval. For 0/1 values prefer {@link #rate}. */
    public Mean mean(double[] values) {
        double[] measured = Descriptive.measured(values);
        return new Mean(
                measured.length,
                values.length - measured.length,
                Descriptive.sd(measured),
                Bootstrap.mean(seeds, measured, resamples, confidence));
    }

    /** Any statistic of n items, given as a function of the items drawn; see {@link Bootstrap#interval}. */
    public Interval statistic(int n, ToDoubleFunction<int[]> statistic) {
        return Bootstrap.interval(seeds, n, resamples, statistic, confidence);
    }

    /** Any statistic of items that come in groups; see {@link Bootstrap#grouped}. */
    public Interval statistic(int[] groups, ToDoubleFunction<int[]> statistic) {
        return Bootstrap.grouped(seeds, groups, resamples, statistic, confidence);
    }

    /** The first way against the second on the same items. [items], [items] */
    public PairedComparison paired(double[] a, double[] b) {
        Descriptive.requireSameLength(a, b);
        double[] difference = new double[a.length];
        double sumA = 0;
        double sumB = 0;
        int n = 0;
        int wins = 0;
        int losses = 0;
        for (int i = 0; i < a.length; i++) {
            if (Double.isNaN(a[i]) || Double.isNaN(b[i])) {
                continue;
            }
            // equal infinities differ by nothing
            difference[n++] = a[i] == b[i] ? 0 : a[i] - b[i];
            sumA += a[i];
            sumB += b[i];
            wins += a[i] > b[i] ? 1 : 0;
            losses += a[i] < b[i] ? 1 : 0;
        }
        Interval interval = Bootstrap.mean(seeds, Arrays.copyOf(difference, n), resamples, confidence);
        return new PairedComparison(n, a.length - n, sumA / n, sumB / n, interval, wins, losses, n - wins - losses);
    }

    static void requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence of " + confidence);
        }
    }
}
