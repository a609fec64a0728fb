package dev.hone.imitate.pipeline;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import dev.hone.imitate.rollout.Score;
import java.util.List;

/**
 * How much one condition solves more than another: a paired bootstrap over training seeds and over starts, both drawn again in every resample, so
 * that what makes a seed or a start hard for both cancels.
 */
final class Gain {
    private Gain() {}

    /** Success of {@code better} less that of {@code base}; as many seeds each, in the same order, on the same starts. */
    static Interval of(List<Score> better, List<Score> base, Seeds seeds) {
        int n = better.size();
        int starts = better.getFirst().outcomes().size();
        double[][] difference = new double[n][starts];
        for (int s = 0; s < n; s++) {
            for (int k = 0; k < starts; k++) {
                difference[s][k] = solved(better.get(s), k) - solved(base.get(s), k);
            }
        }
        double[] values = new double[Evaluation.RESAMPLES];
        var random = seeds.child("gain").generator();
        int[] columns = new int[starts];
        for (int r = 0; r < values.length; r++) {
            for (int k = 0; k < starts; k++) {
                columns[k] = random.nextInt(starts);
            }
            double sum = 0;
            for (int s = 0; s < n; s++) {
                double[] row = difference[random.nextInt(n)];
                for (int column : columns) {
                    sum += row[column];
                }
            }
            values[r] = sum / (n * starts);
        }
        double estimate = 0;
        for (double[] row : difference) {
            for (double one : row) {
                estimate += one / (n * starts);
            }
        }
        return Bootstrap.percentiles(estimate, values, Evaluation.CONFIDENCE);
    }

    private static int solved(Score score, int start) {
        return score.outcomes().get(start).solved() ? 1 : 0;
    }
}
