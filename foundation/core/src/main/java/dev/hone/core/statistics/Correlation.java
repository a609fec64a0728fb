package dev.hone.core.statistics;

import java.util.Arrays;

/** How far two measurements of the same items rise together. Pairs with a NaN are left out. */
public final class Correlation {
    private Correlation() {}

    /** Pearson's correlation in [-1, 1]; NaN below two pairs or where one side is constant. [items], [items] */
    public static double pearson(double[] x, double[] y) {
        double[][] pairs = measured(x, y);
        return ofMeasured(pairs[0], pairs[1]);
    }

    /** Spearman's: Pearson's on ranks, equal values sharing the mean of their ranks. [items], [items] */
    public static double spearman(double[] x, double[] y) {
        double[][] pairs = measured(x, y);
        return ofMeasured(ranks(pairs[0]), ranks(pairs[1]));
    }

    /** Ranks from 1, equal values sharing the mean of theirs. None may be NaN. */
    static double[] ranks(double[] values) {
        int n = values.length;
        int[] order = order(values);
        double[] ranks = new double[n];
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** Indices that sort the values, equal values in their first order. */
    static int[] order(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private static double ofMeasured(double[] x, double[] y) {
        double meanX = Descriptive.mean(x);
        double meanY = Descriptive.mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        double r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
        return Double.isNaN(r) || xx == 0 || yy == 0 ? Double.NaN : Math.clamp(r, -1.0, 1.0);
    }

    private static double[][] measured(double[] x, double[] y) {
        Descriptive.requireSameLength(x, y);
        double[][] kept = new double[2][x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                kept[0][n] = x[i];
                kept[1][n++] = y[i];
            }
        }
        return new double[][] {Arrays.copyOf(kept[0], n), Arrays.copyOf(kept[1], n)};
    }
}
