package dev.hone.budget;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.PolicyFamily;
import dev.hone.budget.evaluation.Round;
import dev.hone.budget.evaluation.Row;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.Answers;
import dev.hone.budget.evidence.BestSoFar;
import dev.hone.budget.evidence.GiveUp;
import dev.hone.budget.evidence.GiveUpPrices;
import dev.hone.budget.evidence.GuardedLogistic;
import dev.hone.budget.evidence.Logistic;
import dev.hone.budget.evidence.Replan;
import dev.hone.budget.evidence.Replanning;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.budget.evidence.VoteCurves;
import dev.hone.budget.evidence.Votes;
import dev.hone.budget.head.Kinds;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Fits a predictor on a graded pool and reports it on queries it never saw.
 *
 * @param predictor to plan with
 * @param evaluation on the report queries
 */
public record Fit(DifficultyPredictor predictor, BudgetEvaluation evaluation) {

    /**
     * Fits.
     *
     * @param queries graded
     * @param features what the predictor reads; its vectors of all queries are computed here
     * @param splits of the queries
     * @param settings budgets to report on and how heads are trained
     * @param seeds the run's
     */
    public static Fit of(
            GradedQueries queries,
            Features features,
            Splits splits,
            EvaluationSettings settings,
            Seeds seeds,
            Listener listener) {
        Fold fold = splits.fold(queries.queries());
        Optional<SampleEvidence> evidence = SampleEvidence.on(queries, fold, seeds.child("evidence"))
                .map(e -> settings.looks()
                        ? e.withLogistic(GuardedLogistic.on(queries, fold, seeds.child("logistic")))
                        : e);
        if (!Trained.isPossible(queries)) {
            BudgetEvaluation evaluation = evaluator(
                            queries,
                            features,
                            Optional.empty(),
                            new float[0][],
                            settings,
                            seeds.child("evaluate"),
                            listener)
                    .uniformOnly(List.of(List.of(fold)));
            return new Fit(
                    predictor(
                            queries,
                            features,
                            Kinds.NONE,
                            Optional.empty(),
                            evidence,
                            Optional.empty(),
                            settings,
                            splits,
                            evaluation),
                    evaluation);
        }
        Kinds kinds = Kinds.of(queries.queries());
        EvaluationSettings own = settings.withHead(settings.head().withKinds(kinds.size()));
        float[][] vectors = kinds.append(queries.queries(), vectors(queries, features, listener));
        listener.begin("fit", 0, 1);
        Trained trained = Trained.on(queries, vectors, fold, own.head(), seeds.child("train"));
        Optional<Replanning> replanning =
                Replanning.of(queries, vectors, features.samples(), fold, trained, own.head(), seeds.child("replan"));
        listener.advance(1);
        listener.end();
        BudgetEvaluation evaluation = evaluator(
                        queries, features, replanning, vectors, own, seeds.child("evaluate"), listener)
                .split(fold, trained);
        Optional<SampleEvidence> whole = evidence.map(
                e -> e.withGiveUp(GiveUpPrices.learn(queries, vectors, fold, trained, seeds.child("give-up"))));
        return new Fit(
                predictor(queries, features, kinds, Optional.of(trained), whole, replanning, own, splits, evaluation),
                evaluation);
    }

    /**
     * Evaluates a predictor on the report queries of the pool it was fitted on.
     *
     * @throws dev.hone.core.HoneException if the pool has other queries, or the features are others
     */
    public static BudgetEvaluation evaluate(
            DifficultyPredictor predictor,
            GradedQueries queries,
            Features features,
            EvaluationSettings settings,
            Seeds seeds,
            Listener listener) {
        predictor.requireFeatures(features);
        Fold fold = predictor.splits().fold(queries.queries());
        Optional<Trained> trained = predictor.trained();
        if (trained.isEmpty()) {
            return evaluator(
                            queries,
                            features,
                            Optional.empty(),
                            new float[0][],
                            settings,
                            seeds.child("evaluate"),
                            listener)
                    .uniformOnly(List.of(List.of(fold)));
        }
        float[][] vectors = predictor.kinds().append(queries.queries(), vectors(queries, features, listener));
        EvaluationSettings same = settings.withHead(predictor.settings());
        return evaluator(queries, features, predictor.replanning(), vectors, same, seeds.child("evaluate"), listener)
                .split(fold, trained.get());
    }

    /** Cross-fits with a predictor's configuration, so that all queries of any pool are reported. */
    public static BudgetEvaluation crossFit(
            DifficultyPredictor predictor,
            GradedQueries queries,
            Features features,
            int folds,
            int rounds,
            EvaluationSettings settings,
            Seeds seeds,
            Listener listener) {
        predictor.requireFeatures(features);
        Kinds kinds = Kinds.of(queries.queries()); // another pool has groups of its own
        float[][] vectors = Trained.isPossible(queries)
                ? kinds.append(queries.queries(), vectors(queries, features, listener))
                : new float[0][];
        EvaluationSettings same = settings.withHead(predictor.settings().withKinds(kinds.size()));
        return evaluator(queries, features, Optional.empty(), vectors, same, seeds.child("cross-fit"), listener)
                .crossFit(folds, rounds);
    }

    /**
     * Evaluates the choice by votes on a pool: quality is the reward of the chosen sample. Voting learns nothing, so any query
     * may be reported.
     *
     * @param reported queries to report
     * @param answers of the pool's samples
     */
    public static BudgetEvaluation votes(
            GradedQueries queries,
            int[] reported,
            Answers answers,
            EvaluationSettings settings,
            Seeds seeds,
            Listener listener) {
        List<PolicyFamily> votes = List.of(new Votes(answers));
        return new Evaluator(queries, new float[0][], settings, votes, seeds.child("votes"), listener)
                .familiesOnly(reported);
    }

    /**
     * The same with plans by the curve of the vote, on the report queries of the pool that a predictor was fitted on, or, with
     * folds, on all queries, by heads of its configuration that never saw them.
     *
     * @param folds how many, if any
     * @param rounds ways of folding
     */
    public static BudgetEvaluation votes(
            DifficultyPredictor predictor,
            GradedQueries queries,
            Features features,
            Answers answers,
            Optional<Integer> folds,
            int rounds,
            EvaluationSettings settings,
            Seeds seeds,
            Listener listener) {
        predictor.requireFeatures(features);
        if (predictor.trained().isEmpty() || !Trained.isPossible(queries)) {
            int[] reported = folds.isPresent()
                    ? IntStream.range(0, queries.size()).toArray()
                    : predictor.splits().fold(queries.queries()).report();
            return votes(queries, reported, answers, settings, seeds, listener);
        }
        Kinds kinds = folds.isPresent() ? Kinds.of(queries.queries()) : predictor.kinds();
        float[][] vectors = kinds.append(queries.queries(), vectors(queries, features, listener));
        EvaluationSettings same = settings.withHead(predictor.settings().withKinds(kinds.size()));
        List<PolicyFamily> votes = List.of(new Votes(answers));
        Evaluator evaluator = new Evaluator(queries, vectors, same, votes, seeds.child("votes"), listener);
        return folds.isPresent()
                ? evaluator.familiesCrossFit(folds.get(), rounds)
                : evaluator.familiesOnly(List.of(new Round(
                        List.of(predictor.splits().fold(queries.queries())),
                        List.of(predictor.trained().get()))));
    }

    /**
     * A predictor that also knows what votes are worth.
     *
     * @param predictor fitted on these queries
     * @param selector that compares answers, by its name
     * @return the same predictor where it has no heads
     */
    public static DifficultyPredictor withVotes(
            DifficultyPredictor predictor,
            GradedQueries queries,
            Features features,
            String selector,
            Answers answers,
            Seeds seeds) {
        return predictor
                .trained()
                .map(trained -> predictor.withVotes(VoteCurves.learn(
                        selector,
                        queries,
                        predictor.vectors(queries.queries(), features),
                        predictor.splits().fold(queries.queries()),
                        trained,
                        answers,
                        seeds.child("votes"))))
                .orElse(predictor);
    }

    private static Evaluator evaluator(
            GradedQueries queries,
            Features features,
            Optional<Replanning> replanning,
            float[][] vectors,
            EvaluationSettings settings,
            Seeds seeds,
            Listener listener) {
        List<PolicyFamily> families =
                new ArrayList<>(List.of(new BestSoFar(), new GiveUp(), new Replan(features.samples(), replanning)));
        if (settings.looks()) {
            families.add(new Logistic());
        }
        return new Evaluator(queries, vectors, settings, families, seeds, listener);
    }

    private static float[][] vectors(GradedQueries queries, Features features, Listener listener) {
        listener.begin("features", 0, queries.size());
        float[][] vectors = features.of(queries.queries());
        listener.advance(vectors.length);
        listener.end();
        return vectors;
    }

    private static DifficultyPredictor predictor(
            GradedQueries queries,
            Features features,
            Kinds kinds,
            Optional<Trained> trained,
            Optional<SampleEvidence> evidence,
            Optional<Replanning> replanning,
            EvaluationSettings settings,
            Splits splits,
            BudgetEvaluation evaluation) {
        SortedMap<String, Double> heldOut = new TreeMap<>();
        for (Policy policy :
                List.of(Policy.UNIFORM, evaluation.planner(), Policy.STREAM, Policy.EARLY_STOP, Policy.REPLAN)) {
            for (Row row : evaluation.rows(policy)) {
                put(
                        heldOut,
                        policy.text() + ".quality." + row.budget(),
                        row.quality().estimate());
                if (policy != Policy.UNIFORM) {
                    put(
                            heldOut,
                            policy.text() + ".ratio." + row.budget(),
                            row.ratio().estimate());
                }
            }
        }
        evaluation.intrinsic().ifPresent(intrinsic -> {
            put(heldOut, "loss", intrinsic.loss());
            put(heldOut, "loss.mean", intrinsic.meanLoss());
            put(heldOut, "loss.floor", intrinsic.entropyFloor());
        });
        heldOut.put("queries", (double) evaluation.protocol().queries());
        return new DifficultyPredictor(
                features.name(),
                features.dimension(),
                kinds,
                trained,
                evidence,
                replanning,
                SampleLengths.of(queries),
                settings.head(),
                splits,
                heldOut,
                evaluation.calibration(),
                evaluation.findings(),
                new TreeMap<>());
    }

    private static void put(SortedMap<String, Double> heldOut, String name, double value) {
        if (Double.isFinite(value)) {
            heldOut.put(name, value);
        }
    }
}
