package dev.hone.budget;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.budget.evidence.VoteCurves;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How many samples each query gets. A file of it has one JSON object a line: {@code {"id", "budget"}}.
 *
 * @param entries in the order of the queries
 * @param reason why the predictor was used, or why not
 */
public record Plan(List<Entry> entries, String reason) {
    /** What one query gets. */
    public record Entry(String id, int budget) {}

    public Plan {
        entries = List.copyOf(entries);
    }

    /**
     * Plans by a predictor where its guard allows, else uniformly.
     *
     * @param features the ones the predictor was fitted on
     * @param seeds decide what falls on a fraction when queries are planned one by one
     * @throws HoneException if the features are others, or some queries would get nothing though rewards are real-valued
     */
    public static Plan of(
            DifficultyPredictor predictor, List<Query> queries, Features features, PlanOptions options, Seeds seeds) {
        predictor.requireFeatures(features);
        Optional<Trained> trained = predictor.trained();
        if (trained.isEmpty()) {
            return uniform(queries, options, seeds, "uniform: the predictor's pool has one real-valued reward a query");
        }
        if (options.floor() == 0 && trained.get().planner().head().kind().isReal()) {
            throw new HoneException(
                    "The floor is 0 samples, but the predictor's rewards are real-valued: no answer has no value among"
                            + " them.",
                    "leave out --floor, or give --floor 1");
        }
        String reason = trained.get().guard().reason(options.meanBudget(), options.floor());
        if (!trained.get().guard().supports(options.meanBudget(), options.floor())) {
            return uniform(queries, options, seeds, reason);
        }
        float[][] vectors = predictor.vectors(queries, features);
        return switch (options.policy()) {
            case BATCH -> {
                Gains gains = trained.get().planner().head().gains(vectors, options.maxBudget());
                yield of(queries, Allocation.greedy(gains, options.meanBudget(), options.floor()), reason);
            }
            case STREAM ->
                of(
                        queries,
                        stream(
                                trained.get().stream(),
                                trained.get().planner().head(),
                                queries,
                                vectors,
                                options,
                                seeds),
                        reason);
        };
    }

    /**
     * Plans for answers that are chosen by votes, by what votes were seen to add, where the guard of that allows, else
     * uniformly.
     *
     * @param selector that will compare the answers, by its name
     */
    public static Plan byVotes(
            DifficultyPredictor predictor,
            List<Query> queries,
            Features features,
            PlanOptions options,
            String selector,
            Seeds seeds) {
        predictor.requireFeatures(features);
        Optional<VoteCurves> votes = predictor
                .evidence()
                .flatMap(SampleEvidence::votes)
                .filter(v -> v.selector().equals(selector));
        if (votes.isEmpty() || predictor.trained().isEmpty()) {
            return uniform(
                    queries,
                    options,
                    seeds,
                    "uniform: '" + selector
                            + "' chooses by comparing answers, which the predictor says nothing about; fit one with"
                            + " --select " + selector);
        }
        Guard guard = votes.get().guard();
        String reason = guard.reason(options.meanBudget(), options.floor()) + "; answers are chosen by " + selector;
        if (!guard.supports(options.meanBudget(), options.floor())) {
            return uniform(queries, options, seeds, reason);
        }
        float[][] vectors = predictor.vectors(queries, features);
        DifficultyHead head = predictor.trained().get().planner().head();
        return switch (options.policy()) {
            case BATCH ->
                of(
                        queries,
                        Allocation.greedy(
                                votes.get().gains(head, vectors, options.maxBudget()),
                                options.meanBudget(),
                                options.floor()),
                        reason);
            case STREAM -> of(queries, stream(votes.get().bins(), head, queries, vectors, options, seeds), reason);
        };
    }

    /** The same for every query; a fraction falls on the first queries of a batch, by chance where they come one by one. */
    public static Plan uniform(List<Query> queries, PlanOptions options, Seeds seeds, String reason) {
        return switch (options.policy()) {
            case BATCH -> {
                double[] equal = new double[queries.size()];
                Arrays.fill(equal, 0.5);
                // as long as gains are equal and above 0 their size does not matter
                Gains gains = Gains.bernoulli(equal, options.maxBudget());
                yield of(queries, Allocation.greedy(gains, options.meanBudget(), options.floor()), reason);
            }
            case STREAM -> {
                StreamPolicy one =
                        new StreamPolicy(new double[0], new double[] {1}, new double[1][options.maxBudget()]);
                double[] budget = {options.meanBudget()};
                yield of(
                        queries,
                        queries.stream()
                                .mapToInt(q -> one.budget(0, budget, own(seeds, q)))
                                .toArray(),
                        reason);
            }
        };
    }

    private static int[] stream(
            StreamPolicy learnt,
            DifficultyHead head,
            List<Query> queries,
            float[][] vectors,
            PlanOptions options,
            Seeds seeds) {
        StreamPolicy rule = learnt.cappedAt(options.maxBudget());
        double[] budgets = rule.budgets(options.meanBudget(), options.floor());
        int[] plan = new int[vectors.length];
        for (int i = 0; i < plan.length; i++) {
            double score = head.score(vectors[i]);
            plan[i] = rule.budget(score, budgets, own(seeds, queries.get(i)));
        }
        return plan;
    }

    private static Seeds own(Seeds seeds, Query query) {
        return seeds.child("plan").child(query.id());
    }

    private static Plan of(List<Query> queries, int[] budgets, String reason) {
        Entry[] entries = new Entry[budgets.length];
        for (int i = 0; i < budgets.length; i++) {
            entries[i] = new Entry(queries.get(i).id(), budgets[i]);
        }
        return new Plan(Arrays.asList(entries), reason);
    }

    /** Samples of all queries together. */
    public long total() {
        return entries.stream().mapToLong(Entry::budget).sum();
    }

    /** Writes and commits the plan; the caller closes {@code lines}. */
    public void write(LineWriter lines) {
        for (Entry entry : entries) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("id", entry.id());
            row.put("budget", entry.budget());
            lines.writeJson(row);
        }
        lines.commit();
    }
}
