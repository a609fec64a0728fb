package dev.hone.imitate.pipeline;

import dev.hone.core.HoneException;
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
public final class Gain {
    private Gain() {}

    /** Success of {@code better} less that of {@code base}; as many seeds each, in the same order, on the same starts. */
    static Interval of(List<Score> better, List<Score> base, Seeds seeds) {
        return paired(solved(better), solved(base), seeds);
    }

    /**
     * Success of {@code better} less that of {@code base}.
     *
     * @throws HoneException if they are of different tasks, or not of as many seeds and starts
     */
    public static Interval between(ReportedRow better, ReportedRow base, Seeds seeds) {
        if (!better.task().equals(base.task())
                || better.solved().size() != base.solved().size()
                || better.solved().getFirst().length != base.solved().getFirst().length) {
            throw new HoneException(
                    "The rows can't be paired: " + said(better) + ", and " + said(base) + ".",
                    "compare rows of one task with equal --seeds and --report");
        }
        return paired(better.solved(), base.solved(), seeds);
    }

    private static String said(ReportedRow row) {
        return "'" + row.condition() + "' of " + row.task() + " has "
                + row.solved().size() + " seeds x " + row.solved().getFirst().length + " roll-outs";
    }

    private static Interval paired(List<boolean[]> better, List<boolean[]> base, Seeds seeds) {
        int n = better.size();
        int starts = better.getFirst().length;
        double[][] difference = new double[n][starts];
        for (int s = 0; s < n; s++) {
            for (int k = 0; k < starts; k++) {
                difference[s][k] = (better.get(s)[k] ? 1 : 0) - (base.get(s)[k] ? 1 : 0);
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

    private static List<boolean[]> solved(List<Score> scores) {
        return scores.stream().map(Gain::solved).toList();
    }

    private static boolean[] solved(Score score) {
        boolean[] solved = new boolean[score.outcomes().size()];
        for (int k = 0; k < solved.length; k++) {
            solved[k] = score.outcomes().get(k).solved();
        }
        return solved;
    }
}
