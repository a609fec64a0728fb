package dev.hone.serve;

import dev.hone.budget.allocation.BestOf;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.Arrays;
import java.util.List;

/**
 * How much served requests saved against uniform sampling, from the requests that drew all their samples: their unbiased best-of-b
 * curve says how many samples each request would have needed, given the same number, for the quality that was served.
 */
final class Saving {
    private static final int FEWEST = 30; // of either kind, below which nothing is said
    private static final int RESAMPLES = 400;

    private Saving() {}

    /**
     * One less the samples spent over those that uniform sampling would have taken; undefined where too little was explored, or the
     * quality served is beyond the curve.
     *
     * @param explored rewards of all samples of a request, one request a row
     * @param planned {reward of the answer, samples} of a request, one a row
     */
    static Interval of(List<double[]> explored, List<double[]> planned, Seeds seeds) {
        if (explored.size() < FEWEST || planned.size() < FEWEST) {
            return Interval.UNDEFINED;
        }
        int cap = explored.stream().mapToInt(row -> row.length).min().orElse(0);
        double[][] curves =
                explored.stream().map(row -> BestOf.real(row, 0, cap)).toArray(double[][]::new);
        double estimate = once(curves, planned, -1, seeds);
        double[] resampled = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            resampled[r] = once(curves, planned, r, seeds);
        }
        Arrays.sort(resampled); // NaN last: a quality beyond the curve, that is a saving nobody can put a number on
        double low = resampled[(int) (.025 * RESAMPLES)];
        double high = resampled[(int) (.975 * RESAMPLES)];
        return Double.isNaN(estimate) || Double.isNaN(low)
                ? Interval.UNDEFINED
                : new Interval(estimate, low, Double.isNaN(high) ? 1 : high);
    }

    private static double once(double[][] curves, List<double[]> planned, int resample, Seeds seeds) {
        double[] curve = new double[curves[0].length];
        Seeds own = seeds.child("saving").child(resample);
        for (int i = 0; i < curves.length; i++) {
            int row = resample < 0 ? i : (int) (own.child("explored").uniform(i) * curves.length);
            for (int b = 0; b < curve.length; b++) {
                curve[b] += curves[row][b] / curves.length;
            }
        }
        double quality = 0;
        double samples = 0;
        for (int i = 0; i < planned.size(); i++) {
            double[] one =
                    planned.get(resample < 0 ? i : (int) (own.child("planned").uniform(i) * planned.size()));
            quality += one[0] / planned.size();
            samples += one[1] / planned.size();
        }
        for (int b = 1; b < curve.length; b++) {
            if (curve[b] >= quality) {
                double from = b == 1 ? 0 : curve[b - 1];
                double needed = b == 1 ? 1 : b - 1 + (quality - from) / (curve[b] - from);
                return 1 - samples / needed;
            }
        }
        return Double.NaN;
    }
}
