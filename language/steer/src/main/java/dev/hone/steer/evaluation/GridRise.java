package dev.hone.steer.evaluation;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * How a reward moves with its own value's weight, the other value's fixed: whether it ever falls, and what the whole way gains.
 *
 * @param fall the largest fall from one weight to the next, in standard errors of the difference paired by prompts; 0 if there is none
 * @param rises from the smallest weight to the largest, one for each weight of the other value; 95 %, paired by prompts
 */
public record GridRise(double fall, List<Interval> rises) {
    private static final int RESAMPLES = 2000;

    public GridRise {
        rises = List.copyOf(rises);
    }

    /** @param lines a reward's means, by the other value's weight, its own, and prompt. [other][own][prompt] */
    static GridRise of(double[][][] lines, Seeds seeds) {
        double fall = 0;
        List<Interval> rises = new ArrayList<>();
        for (double[][] line : lines) {
            for (int i = 1; i < line.length; i++) {
                fall = Math.max(fall, -inErrors(difference(line[i - 1], line[i])));
            }
            double[] whole = difference(line[0], line[line.length - 1]);
            rises.add(Bootstrap.mean(seeds.child(rises.size()), whole, RESAMPLES, 0.95));
        }
        return new GridRise(fall, rises);
    }

    /** The rise that is least sure. */
    public Interval least() {
        return rises.stream().min((a, b) -> Double.compare(a.low(), b.low())).orElse(Interval.UNDEFINED);
    }

    private static double[] difference(double[] from, double[] to) {
        double[] difference = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            difference[i] = to[i] - from[i];
        }
        return difference;
    }

    /** A mean in standard errors; 0 if there is no difference at all. */
    private static double inErrors(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return mean == 0 ? 0 : mean / Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
