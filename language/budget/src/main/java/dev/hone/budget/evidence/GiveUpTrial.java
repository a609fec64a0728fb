package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Trained;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;

/** Tries {@link GiveUpRule} on the choosing queries of a fold, which set prices and decide whether to give up at all. */
final class GiveUpTrial {
    private static final double CONFIDENCE = 0.90;

    /** Share of the choosing queries that must have as many samples as the curves are long. */
    private static final double MOST = 0.75;

    private final GiveUpRule rule;
    private final double[][] draws; // [queries][cap + 1]
    private final double[][] quality; // [queries][cap + 1]
    private final int[] clusters;

    /** @param most samples of one query that are looked at */
    GiveUpTrial(GradedQueries queries, float[][] features, Fold fold, Trained trained, int most) {
        this(queries, fold.choose(), most, (judges, cap) -> gains(features, trained, judges, cap));
    }

    /**
     * On other queries.
     *
     * @param predicted what is expected of some of them, which are new to whoever expects it
     */
    GiveUpTrial(GradedQueries queries, int[] some, int most, Predicted predicted) {
        int cap = Math.min(most, queries.samplesOfMost(some, MOST));
        int[] judges = queries.withSamples(some, cap);
        rule = new GiveUpRule(predicted.gains(judges, cap));
        draws = Arrays.stream(judges).mapToObj(i -> queries.draws(i, cap)).toArray(double[][]::new);
        quality = Arrays.stream(judges).mapToObj(i -> queries.curve(i, cap)).toArray(double[][]::new);
        clusters = queries.clusters(judges);
    }

    /** What the head expects of some queries. */
    static Gains gains(float[][] features, Trained trained, int[] queries, int cap) {
        float[][] own = Arrays.stream(queries).mapToObj(i -> features[i]).toArray(float[][]::new);
        return trained.planner().head().gains(own, cap);
    }

    /** The price for the quality of so many samples each, and what it saved; nothing where that can't be tried. */
    Optional<GiveUpPrices.Step> step(int samples, int floor, Seeds seeds) {
        if (samples < 1 || samples >= rule.cap() || rule.queries() < 2) {
            return Optional.empty();
        }
        double target = mean(quality, samples);
        double price = rule.price(quality, target, floor);
        // what one more draw is worth where all stop at the same cap: it sets off quality against draws
        double slope = (mean(quality, samples + 1) - target) / (mean(draws, samples + 1) - mean(draws, samples));
        double[] saved = new double[draws.length];
        double drawn = 0;
        for (int i = 0; i < saved.length; i++) {
            int own = rule.cap(i, price, floor);
            saved[i] = quality[i][own] - quality[i][samples] - slope * (draws[i][own] - draws[i][samples]);
            drawn += draws[i][own] / draws.length;
        }
        Interval interval = Bootstrap.grouped(
                seeds,
                clusters,
                Evaluation.RESAMPLES,
                resampled -> Arrays.stream(resampled)
                        .mapToDouble(i -> saved[i])
                        .average()
                        .orElse(Double.NaN),
                CONFIDENCE);
        return Optional.of(new GiveUpPrices.Step(floor, samples, price, interval, drawn, mean(draws, samples)));
    }

    private static double mean(double[][] byCap, int cap) {
        return Arrays.stream(byCap).mapToDouble(row -> row[cap]).average().orElse(Double.NaN);
    }
}
