package dev.hone.budget.drift;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One batch's predicted gain beside what came of it: the check at the end of a run. Outside the band, what was learnt is of other
 * traffic than this.
 *
 * <p>The band is where 95 of 100 batches like this would come out if the predictions were right: what was predicted, and around
 * it the spread of the queries' differences over 200 resamples of them.
 *
 * @param samples that were predicted
 * @param predicted gain of all of them, and its band, in the reward's unit
 * @param realised gain
 */
public record GainCheck(long samples, Interval predicted, double realised) {
    private static final int DRAWS = 200;
    private static final double CONFIDENCE = 0.95;

    /** Checks a batch; its band is unbounded where there is one query only. */
    public static GainCheck of(List<GainPair> pairs, Seeds seeds) {
        Map<Integer, double[]> byQuery = new TreeMap<>();
        double predicted = 0;
        double realised = 0;
        for (GainPair pair : pairs) {
            byQuery.computeIfAbsent(pair.query(), _ -> new double[1])[0] += pair.realised() - pair.predicted();
            predicted += pair.predicted();
            realised += pair.realised();
        }
        double[] differences = byQuery.values().stream().mapToDouble(d -> d[0]).toArray();
        if (differences.length == 0) {
            return new GainCheck(0, new Interval(0, 0, 0), 0);
        }
        Interval mean = Bootstrap.mean(seeds.child("gains"), differences, DRAWS, CONFIDENCE);
        int n = differences.length;
        double low = predicted - n * (mean.high() - mean.estimate());
        double high = predicted + n * (mean.estimate() - mean.low());
        return new GainCheck(pairs.size(), new Interval(predicted, low, high), realised);
    }

    /** Whether what came is where it should be. */
    public boolean holds() {
        return predicted.contains(realised);
    }

    /** The check in one sentence. */
    public String sentence() {
        String numbers = String.format(
                Locale.ROOT,
                "%d samples were predicted to gain %.4g [%.4g, %.4g] in all and gained %.4g",
                samples,
                predicted.estimate(),
                predicted.low(),
                predicted.high(),
                realised);
        return holds()
                ? numbers + ": as predicted."
                : numbers
                        + ": other than predicted. What was learnt does not fit this traffic: recalibrate or fit"
                        + " again, and sample uniformly until then.";
    }
}
