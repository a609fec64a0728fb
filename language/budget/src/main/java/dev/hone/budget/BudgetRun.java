package dev.hone.budget;

import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.EvidenceUse;
import dev.hone.budget.evidence.GiveUpPrices;
import dev.hone.budget.evidence.Grades;
import dev.hone.budget.evidence.Replanning;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SampleFeatures;
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
 * @param rewards of each query's samples in the order in which they were drawn; empty with a selector, or if sampling stopped
 *     [queries][samples]
 * @param notes what the user should know
 */
public record BudgetRun(List<Answer> answers, Outcome outcome, List<double[]> rewards, List<String> notes) {
    public BudgetRun {
        answers = List.copyOf(answers);
        rewards = List.copyOf(rewards);
        notes = List.copyOf(notes);
    }

    /**
     * The plan to carry out: a selector compares answers and a predictor of rewards says nothing about votes, so with one
     * the plan goes by the curve of the vote if the predictor was fitted with it, and is uniform, and says so, if not.
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
            case Selector selector -> Plan.byVotes(predictor, queries, features, options, selector.name(), seeds);
        };
    }

    /**
     * What the run makes of its samples while it draws them.
     *
     * @param plan samples of each query when nothing is looked at
     */
    public static EvidenceUse evidence(
            DifficultyPredictor predictor,
            List<Query> queries,
            Plan plan,
            PlanOptions options,
            Judge judge,
            Seeds seeds) {
        return EvidenceUse.of(
                predictor.evidence(),
                queries,
                demands(queries, plan).stream().mapToInt(Demand::samples).toArray(),
                options.meanBudget(),
                options.maxBudget(),
                options.policy() == PlanOptions.Mode.STREAM,
                judge,
                seeds);
    }

    /**
     * The run stops at a success, or where the predictor sees too little chance of one: see {@link EvidenceUse#givingUp}.
     *
     * @param plan samples of each query where giving up is not supported
     * @throws HoneException if the reward is not 0 or 1, or the predictor was made for others
     */
    public static EvidenceUse givingUp(
            DifficultyPredictor predictor,
            List<Query> queries,
            Features features,
            Plan plan,
            PlanOptions options,
            Judge judge) {
        Trained trained = predictor
                .trained()
                .filter(t -> !t.planner().head().kind().isReal())
                .orElseThrow(() -> new HoneException(
                        "The predictor was made for real-valued rewards, and giving up needs chances of success.",
                        "leave out --evidence give-up, or fit a predictor on rewards of 0 and 1"));
        return EvidenceUse.givingUp(
                predictor.evidence().map(SampleEvidence::giveUp).orElse(GiveUpPrices.NONE),
                trained.planner().head().gains(predictor.vectors(queries, features), options.maxBudget()),
                queries,
                demands(queries, plan).stream().mapToInt(Demand::samples).toArray(),
                options.meanBudget(),
                options.floor(),
                judge);
    }

    /**
     * Refuses a run that can't plan again, before anything is drawn.
     *
     * @throws HoneException if the predictor can't see samples, queries come one by one, or answers are compared and not graded
     */
    public static void requireReplannable(DifficultyPredictor predictor, PlanOptions options, Judge judge) {
        if (judge instanceof Selector selector) {
            throw new HoneException(
                    "'" + selector.name() + "' compares answers, and planning again is for the best one by a reward.",
                    "use --evidence auto, or a reward that grades");
        }
        if (options.policy() == PlanOptions.Mode.STREAM) {
            throw new HoneException(
                    "Queries that come one by one can't be planned for again together.",
                    "use --policy batch, or --evidence auto");
        }
        if (predictor.trained().isEmpty() || predictor.replanning().isEmpty()) {
            throw new HoneException(
                    "The predictor has not learnt what a first sample tells.",
                    "fit it with --features hidden:MODEL on a pool that MODEL drew, so that it holds token ids");
        }
    }

    /**
     * What a run makes of first samples when it plans again without looking at rewards. Where the predictor's guard does not
     * support that, the plan stands.
     *
     * @param plan samples of each query by the query alone
     * @param reward chooses the best at the end
     * @throws HoneException as {@link #requireReplannable}, or if the features see samples otherwise than the predictor's did
     */
    public static EvidenceUse replanning(
            DifficultyPredictor predictor,
            List<Query> queries,
            Features features,
            Plan plan,
            PlanOptions options,
            Reward reward) {
        requireReplannable(predictor, options, reward);
        Replanning learnt = predictor.replanning().orElseThrow();
        SampleFeatures samples = learnt.require(features.samples());
        if (!learnt.guard().supports(options.meanBudget(), options.floor())) {
            return EvidenceUse.asPlanned(
                    queries,
                    demands(queries, plan).stream().mapToInt(Demand::samples).toArray(),
                    reward,
                    learnt.guard().tried(options.meanBudget(), options.floor()));
        }
        float[][] vectors = predictor.vectors(queries, features);
        return EvidenceUse.replanned(
                learnt,
                predictor.trained().orElseThrow().planner().head().gains(vectors, options.maxBudget()),
                queries,
                vectors,
                samples,
                options.meanBudget(),
                options.floor(),
                reward);
    }

    /**
     * The run shares its budget by what samples show, never by their rewards: see {@link EvidenceUse#looking}.
     *
     * @param plan samples of each query where that is not supported
     * @throws HoneException if queries come one by one, or answers are compared and not graded
     */
    public static EvidenceUse looking(
            DifficultyPredictor predictor, List<Query> queries, Plan plan, PlanOptions options, Judge judge) {
        if (!(judge instanceof Reward reward)) {
            throw new HoneException(
                    "'" + judge.name() + "' compares answers, and --evidence logistic is for the best one by a reward.",
                    "use --evidence auto, or a reward that grades");
        }
        if (options.policy() == PlanOptions.Mode.STREAM) {
            throw new HoneException(
                    "Queries that come one by one have no budget to share.", "use --policy batch, or --evidence auto");
        }
        return EvidenceUse.looking(
                predictor.evidence().flatMap(SampleEvidence::logistic),
                queries,
                demands(queries, plan).stream().mapToInt(Demand::samples).toArray(),
                options.meanBudget(),
                options.maxBudget(),
                reward);
    }

    /**
     * Draws while looking at the samples, and chooses.
     *
     * @param source where the queries are from, for errors: a file
     * @param use how the samples so far decide about further ones, from {@link #evidence} for the same queries and judge
     * @param store where samples are looked for and kept
     * @param seeds the run's
     * @throws HoneException if a query can't be graded, or a call fails
     */
    public static BudgetRun of(
            String source,
            List<Query> queries,
            EvidenceUse use,
            LanguageModel model,
            Judge judge,
            SamplingOptions options,
            SampleStore store,
            Seeds seeds,
            Listener listener) {
        if (judge instanceof Reward reward) {
            reward.requireGradable(source, queries);
        }
        Sampling rounds = new Sampling(model, options, seeds, store, Listener.NONE);
        int[] drawn = new int[queries.size()];
        long samples = 0;
        listener.begin("sampling", 0, use.expected());
        for (var round = use.rule().next(); !round.isEmpty(); round = use.rule().next()) {
            List<Demand> demands = new ArrayList<>();
            round.forEach((query, wanted) -> demands.add(new Demand(queries.get(query), wanted)));
            Outcome outcome = rounds.draw(demands);
            if (!outcome.complete()) {
                listener.end();
                return new BudgetRun(List.of(), outcome, List.of(), List.of());
            }
            for (var asked : round.entrySet()) {
                int query = asked.getKey();
                samples += asked.getValue() - drawn[query];
                drawn[query] = asked.getValue();
                use.rule().show(query, first(rounds, queries.get(query), drawn[query]));
            }
            listener.advance(samples);
        }
        listener.end();
        List<Demand> all = new ArrayList<>();
        for (int i = 0; i < drawn.length; i++) {
            all.add(new Demand(queries.get(i), drawn[i]));
        }
        return choose(all, new Sampling(model, options, seeds, store, listener), judge, use.grades(), listener);
    }

    /**
     * Draws what was planned without looking, and chooses.
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
        return choose(
                demands,
                new Sampling(model, options, seeds, store, listener),
                judge,
                judge instanceof Reward reward ? Optional.of(new Grades(reward, queries)) : Optional.empty(),
                listener);
    }

    /** Draws what is missing, and chooses. */
    private static BudgetRun choose(
            List<Demand> demands, Sampling sampling, Judge judge, Optional<Grades> grades, Listener listener) {
        Outcome outcome = sampling.draw(demands);
        List<String> notes = new ArrayList<>();
        outcome.warning().ifPresent(notes::add);
        if (!outcome.complete()) {
            return new BudgetRun(List.of(), outcome, List.of(), notes);
        }
        List<Answer> answers = new ArrayList<>();
        List<double[]> rewards = new ArrayList<>();
        listener.begin("choose", 0, demands.size());
        for (Demand demand : demands) {
            List<Completion> completions = first(sampling, demand.query(), demand.samples());
            int query = answers.size();
            double[] own = grades.map(g -> g.of(query, completions)).orElse(new double[0]);
            rewards.add(own);
            answers.add(
                    completions.isEmpty()
                            ? Answer.none(demand.query().id())
                            : switch (judge) {
                                case Reward _ -> best(demand.query(), completions, own);
                                case Selector selector -> voted(demand.query(), completions, selector);
                            });
            listener.advance(answers.size());
        }
        listener.end();
        return new BudgetRun(answers, outcome, grades.isPresent() ? rewards : List.of(), notes);
    }

    /** The samples that a plan wants of each query. */
    public static List<Demand> demands(List<Query> queries, Plan plan) {
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

    private static List<Completion> first(Sampling sampling, Query query, int samples) {
        return List.copyOf(sampling.completions(query).headMap(samples).values());
    }

    private static Answer best(Query query, List<Completion> completions, double[] grades) {
        int best = 0;
        for (int i = 1; i < grades.length; i++) {
            best = grades[i] > grades[best] ? i : best;
        }
        return new Answer(
                query.id(),
                Optional.of(completions.get(best).text()),
                OptionalDouble.of(grades[best]),
                completions.size(),
                tokens(completions),
                OptionalDouble.empty());
    }

    private static Answer voted(Query query, List<Completion> completions, Selector selector) {
        Selector.Selection chosen = selector.select(query, completions);
        return new Answer(
                query.id(),
                Optional.of(completions.get(chosen.index()).text()),
                OptionalDouble.empty(),
                completions.size(),
                tokens(completions),
                OptionalDouble.of(chosen.share()));
    }

    private static long tokens(List<Completion> completions) {
        return completions.stream().mapToLong(Completion::tokens).sum();
    }
}
