package dev.hone.core.statistics;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap intervals (Efron 1979): draw as many items as there are, with replacement, compute the statistic
 * again, and take the range that holds the middle share of the results.
 *
 * <p>A statistic may fail to exist on some resamples, for example the budget at which a curve reaches a bar it never
 * reaches. It can answer in two ways. An infinity is a value and takes its place in the order: "never" as positive
 * infinity makes the upper end infinite once more than the upper tail says so. {@code NaN} is "unknown", and an unknown
 * resample is counted against both ends: as negative infinity for the lower, as positive infinity for the upper. So
 * ignorance can widen an interval and never narrow it. Where the statistic of the data themselves is NaN the interval is
 * {@link Interval#UNDEFINED}.
 *
 * <p>One item says nothing about its spread: its interval is unbounded, not a point. The same holds for one group.
 *
 * <p>The ends are order statistics, moved outwards where the share falls between two; nothing is interpolated, so an
 * infinite neighbour can't leak into a finite end. Resample r of n items is the same for every statistic.
 */
public final class Bootstrap {
    private Bootstrap() {}

    /**
     * Interval of any statistic of n items.
     *
     * @param seeds the resamples come from here and depend on nothing else but n
     * @param n items, at least 0
     * @param statistic of the items whose indices it gets, n of them, 0 to n - 1, some of them several times; the array is
     *     used again for the next resample and must not be kept
     */
    public static Interval interval(
            Seeds seeds, int n, int resamples, ToDoubleFunction<int[]> statistic, double confidence) {
        Tails tails = new Tails(resamples, confidence);
        if (n == 0) {
            return Interval.UNDEFINED;
        }
        int[] drawn = all(n);
        double estimate = statistic.applyAsDouble(drawn);
        if (n == 1 || Double.isNaN(estimate)) {
            return Double.isNaN(estimate) ? Interval.UNDEFINED : Interval.unbounded(estimate);
        }
        double[] values = new double[resamples];
        long counter = 0;
        for (int r = 0; r < resamples; r++) {
            for (int i = 0; i < n; i++) {
                drawn[i] = index(seeds, counter++, n);
            }
            values[r] = statistic.applyAsDouble(drawn);
        }
        return tails.interval(estimate, values);
    }

    /** Interval of the mean of measured values: {@link #interval} without its array of indices. None may be NaN. */
    public static Interval mean(Seeds seeds, double[] values, int resamples, double confidence) {
        Tails tails = new Tails(resamples, confidence);
        int n = values.length;
        double estimate = Descriptive.mean(values);
        if (n < 2 || Double.isNaN(estimate)) {
            return n == 1 ? Interval.unbounded(estimate) : Interval.UNDEFINED;
        }
        double[] means = new double[resamples];
        long counter = 0;
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += values[index(seeds, counter++, n)];
            }
            means[r] = sum / n;
        }
        return tails.interval(estimate, means);
    }

    /**
     * Interval of a statistic of items that are alike within groups: whole groups are drawn, as many as there are, so the
     * number of items varies from resample to resample.
     *
     * @param groups label of every item, any numbers [items]
     * @param statistic of the items whose indices it gets; the array is its own
     */
    public static Interval grouped(
            Seeds seeds, int[] groups, int resamples, ToDoubleFunction<int[]> statistic, double confidence) {
        Tails tails = new Tails(resamples, confidence);
        if (groups.length == 0) {
            return Interval.UNDEFINED;
        }
        double estimate = statistic.applyAsDouble(all(groups.length));
        int[][] members = members(groups);
        if (members.length == 1 || Double.isNaN(estimate)) {
            return Double.isNaN(estimate) ? Interval.UNDEFINED : Interval.unbounded(estimate);
        }
        double[] values = new double[resamples];
        int[] picks = new int[members.length];
        long counter = 0;
        for (int r = 0; r < resamples; r++) {
            int size = 0;
            for (int g = 0; g < picks.length; g++) {
                picks[g] = index(seeds, counter++, picks.length);
                size += members[picks[g]].length;
            }
            int[] drawn = new int[size];
            int at = 0;
            for (int pick : picks) {
                System.arraycopy(members[pick], 0, drawn, at, members[pick].length);
                at += members[pick].length;
            }
            values[r] = statistic.applyAsDouble(drawn);
        }
        return tails.interval(estimate, values);
    }

    /**
     * Interval around an estimate from values that a caller computed on resamples of its own, by the rules above.
     *
     * @param values of the statistic on every resample, in any order; at least one
     */
    public static Interval percentiles(double estimate, double[] values, double confidence) {
        Tails tails = new Tails(values.length, confidence);
        return Double.isNaN(estimate) ? Interval.UNDEFINED : tails.interval(estimate, values.clone());
    }

    /** Indices of every group's items, groups in order of their labels. [groups][items of it] */
    private static int[][] members(int[] groups) {
        int[] labels = Arrays.stream(groups).sorted().distinct().toArray();
        int[] group = Arrays.stream(groups)
                .map(label -> Arrays.binarySearch(labels, label))
                .toArray();
        int[] sizes = new int[labels.length];
        for (int g : group) {
            sizes[g]++;
        }
        int[][] members = new int[labels.length][];
        for (int g = 0; g < members.length; g++) {
            members[g] = new int[sizes[g]];
        }
        for (int i = groups.length - 1; i >= 0; i--) {
            members[group[i]][--sizes[group[i]]] = i;
        }
        return members;
    }

    private static int[] all(int n) {
        int[] indices = new int[n];
        Arrays.setAll(indices, i -> i);
        return indices;
    }

    /** A uniform index below n: the high word of bits times n, whose bias of n / 2^64 is far below what a run could see. */
    private static int index(Seeds seeds, long counter, int n) {
        return (int) Math.unsignedMultiplyHigh(seeds.bits(counter), n);
    }

    /** Which order statistics of the resampled values end the interval. */
    private record Tails(int resamples, double confidence) {
        Tails {
            if (resamples < 1) {
                throw new IllegalArgumentException("an interval from " + resamples + " resamples");
            }
            Evaluation.requireConfidence(confidence);
        }

        Interval interval(double estimate, double[] values) {
            Arrays.sort(values); // NaN sorts last
            int known = resamples;
            while (known > 0 && Double.isNaN(values[known - 1])) {
                known--;
            }
            int unknown = resamples - known;
            int tail = (int) Math.floor((resamples + 1) * (1 - confidence) / 2 + 1e-9);
            int low = Math.max(tail, 1) - 1 - unknown;
            int high = resamples - Math.max(tail, 1);
            return new Interval(
                    estimate,
                    low < 0 ? Double.NEGATIVE_INFINITY : values[low],
                    high >= known ? Double.POSITIVE_INFINITY : values[high]);
        }
    }
}
