package dev.hone.budget;

import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.Outcome;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.lm.sampling.Sampling;
import dev.hone.reward.Reward;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole of {@code budget} in one go, on samples drawn for the occasion: sample, grade, fit, plan, report.
 *
 * <p>Report queries get twice the samples of the others. An oracle that knew success rates reads them off half of these and is
 * scored on the other half, beside the head; all other policies are scored on all.
 *
 * @param pool what was drawn and graded
 * @param fit the predictor and its evaluation
 * @param outcome of the sampling
 */
public record Demo(List<PoolEntry> pool, Fit fit, Outcome outcome) {
    /** Samples of a query that a predictor learns from. */
    public static final int SAMPLES = 64;

    /** Samples of a query that is reported. */
    public static final int REPORT_SAMPLES = 2 * SAMPLES;

    public Demo {
        pool = List.copyOf(pool);
    }

    /** How many samples of each query there shall be. */
    public static List<Demand> demands(List<Query> queries, Splits splits) {
        return queries.stream()
                .map(query ->
                        new Demand(query, splits.byId().get(query.id()) == Split.REPORT ? REPORT_SAMPLES : SAMPLES))
                .toList();
    }

    /**
     * Runs it.
     *
     * @param queries that the reward can grade
     * @param store where samples are looked for and kept
     * @param seeds the run's
     * @throws HoneException if a call fails or sampling is stopped; asked again it goes on
     */
    public static Demo of(
            List<Query> queries,
            LanguageModel model,
            Reward reward,
            Features features,
            SamplingOptions options,
            EvaluationSettings settings,
            SampleStore store,
            Seeds seeds,
            Listener listener) {
        Splits splits = Splits.draw(queries, seeds);
        List<Demand> demands = demands(queries, splits);
        Sampling sampling = new Sampling(model, options, seeds, store, listener);
        Outcome outcome = sampling.draw(demands);
        outcome.stopped().ifPresent(reason -> {
            throw reason;
        });
        List<PoolEntry> pool = new ArrayList<>();
        listener.begin("grade", 0, demands.size());
        for (Demand demand : demands) {
            pool.add(graded(demand, sampling, reward));
            listener.advance(pool.size());
        }
        listener.end();
        Fit fit = Fit.of(GradedQueries.of("the demo's pool", pool), features, splits, settings, seeds, listener);
        return new Demo(pool, fit, outcome);
    }

    private static PoolEntry graded(Demand demand, Sampling sampling, Reward reward) {
        List<Completion> completions = List.copyOf(
                sampling.completions(demand.query()).headMap(demand.samples()).values());
        double[] grades = reward.grade(demand.query(), completions);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < grades.length; i++) {
            samples.add(Sample.of(completions.get(i)).withReward(grades[i]));
        }
        return PoolEntry.of(demand.query(), samples);
    }
}
