package dev.hone.budget;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.Outcome;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.lm.sampling.Sampling;
import dev.hone.reward.Judge;
import dev.hone.reward.Reward;
import dev.hone.reward.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Carries out a plan: draws every query's samples and keeps the best.
 *
 * <p>Samples are kept in a store as they are drawn, so the same call after any interruption draws only what is missing. Grades
 * are computed again then: the same text always gets the same grade.
 *
 * @param answers in the order of the queries; empty if sampling stopped before its end
 * @param outcome what was drawn
 * @param notes what the user should know
 */
public record BudgetRun(List<Answer> answers, Outcome outcome, List<String> notes) {
    public BudgetRun {
        answers = List.copyOf(answers);
        notes = List.copyOf(notes);
    }

    /**
     * The plan to carry out: a selector compares answers and a predictor of rewards says nothing about votes, so with one
     * the plan is uniform, and says so.
     *
     * @param judge grades or compares the answers
     */
    public static Plan plan(
            DifficultyPredictor predictor,
            List<Query> queries,
            Features features,
            PlanOptions options,
            Judge judge,
            Seeds seeds) {
        return switch (judge) {
            case Reward _ -> Plan.of(predictor, queries, features, options, seeds);
            case Selector selector ->
                Plan.uniform(
                        queries,
                        options,
                        seeds,
                        "uniform: '" + selector.name()
                                + "' chooses by comparing answers, which the predictor says nothing" + " about");
        };
    }

    /**
     * Draws and chooses.
     *
     * @param source where the queries are from, for errors: a file
     * @param plan for exactly these queries, in their order
     * @param store where samples are looked for and kept
     * @param seeds the run's
     * @throws HoneException if a query can't be graded, or a call fails
     */
    public static BudgetRun of(
            String source,
            List<Query> queries,
            Plan plan,
            LanguageModel model,
            Judge judge,
            SamplingOptions options,
            SampleStore store,
            Seeds seeds,
            Listener listener) {
        List<Demand> demands = demands(queries, plan);
        if (judge instanceof Reward reward) {
            reward.requireGradable(source, queries);
        }
        Sampling sampling = new Sampling(model, options, seeds, store, listener);
        Outcome outcome = sampling.draw(demands);
        List<String> notes = new ArrayList<>();
        outcome.warning().ifPresent(notes::add);
        if (!outcome.complete()) {
            return new BudgetRun(List.of(), outcome, notes);
        }
        List<Answer> answers = new ArrayList<>();
        listener.begin("choose", 0, demands.size());
        for (Demand demand : demands) {
            List<Completion> completions = List.copyOf(sampling.completions(demand.query())
                    .headMap(demand.samples())
                    .values());
            answers.add(answer(demand.query(), completions, judge));
            listener.advance(answers.size());
        }
        listener.end();
        return new BudgetRun(answers, outcome, notes);
    }

    private static List<Demand> demands(List<Query> queries, Plan plan) {
        Map<String, Integer> budgets = new HashMap<>();
        plan.entries().forEach(entry -> budgets.put(entry.id(), entry.budget()));
        List<Demand> demands = new ArrayList<>();
        for (Query query : queries) {
            Integer budget = budgets.get(query.id());
            if (budget == null) {
                throw new HoneException(
                        "The plan has no budget for the query '" + query.id() + "'.", "it was made for other queries");
            }
            demands.add(new Demand(query, budget));
        }
        return demands;
    }

    private static Answer answer(Query query, List<Completion> completions, Judge judge) {
        long tokens = completions.stream().mapToLong(Completion::tokens).sum();
        if (completions.isEmpty()) {
            return new Answer(query.id(), Optional.empty(), OptionalDouble.empty(), 0, 0, OptionalDouble.empty());
        }
        return switch (judge) {
            case Reward reward -> {
                double[] grades = reward.score(query, completions);
                int best = 0;
                for (int i = 1; i < grades.length; i++) {
                    best = grades[i] > grades[best] ? i : best;
                }
                yield new Answer(
                        query.id(),
                        Optional.of(completions.get(best).text()),
                        OptionalDouble.of(grades[best]),
                        completions.size(),
                        tokens,
                        OptionalDouble.empty());
            }
            case Selector selector -> {
                Selector.Selection chosen = selector.select(query, completions);
                yield new Answer(
                        query.id(),
                        Optional.of(completions.get(chosen.index()).text()),
                        OptionalDouble.empty(),
                        completions.size(),
                        tokens,
                        OptionalDouble.of(chosen.share()));
            }
        };
    }
}
