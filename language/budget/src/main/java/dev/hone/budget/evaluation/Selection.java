package dev.hone.budget.evaluation;

import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.Examples;
import dev.hone.budget.head.FittedHead;
import dev.hone.budget.head.HeadKind;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.HeadTraining;
import dev.hone.budget.head.Sight;
import dev.hone.core.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which head plans, and where it may, decided on the fitting and choosing queries of one fold.
 *
 * <p>With choosing queries enough, they decide, having been seen by no gradient. In a small pool they are too few to tell a
 * head that knows the kinds of query from one that knows nothing, and a guard that can't tell stays shut. There the decision
 * is cross-fitted ({@link InnerFolds}): all of the queries judge, and none is judged by what it taught. Sights are tried
 * from the narrowest, and each is used if its heads predict clearly better than those kept so far, constant ones at first; the
 * guard then tries the plans of those same heads.
 *
 * @param head constant where nothing paid
 * @param guard where it may plan
 */
record Selection(FittedHead head, Guard guard) {
    /** Choosing queries that decide by themselves. */
    private static final int ENOUGH = 400;

    /** Queries, of both parts together, below which nothing is learnt. */
    private static final int FEWEST = 40;

    /** How far better cross-fitted predictions must be: one chance in forty, and the guard tests again. */
    private static final double STANDARD_ERRORS = 2;

    /**
     * Share of the judging queries that must have as many samples as the curves are long: less than among report queries, since
     * these are few and one with few samples may not shorten every curve.
     */
    static final double MOST = 0.75;

    /**
     * Selects.
     *
     * @param features of all queries [queries][dimension]
     */
    static Selection of(GradedQueries queries, float[][] features, Fold fold, HeadSettings settings, Seeds seeds) {
        Examples fit = queries.examples(features, fold.fit());
        Examples choose = queries.examples(features, fold.choose());
        HeadKind kind = kind(queries);
        boolean few = fold.choose().length == 0 || fold.fit().length + fold.choose().length < FEWEST;
        if (few || fit.dimension() == 0) {
            return new Selection(HeadTraining.constant(kind, fit, choose), Guard.closed());
        }
        return fold.choose().length >= ENOUGH
                ? byChoice(queries, features, fold, settings, seeds)
                : crossFitted(queries, features, fold, settings, seeds);
    }

    private static HeadKind kind(GradedQueries queries) {
        return queries.isBinary() ? HeadKind.BETA_BINOMIAL : HeadKind.QUANTILES;
    }

    private static Selection byChoice(
            GradedQueries queries, float[][] features, Fold fold, HeadSettings settings, Seeds seeds) {
        Examples fit = queries.examples(features, fold.fit());
        Examples choose = queries.examples(features, fold.choose());
        FittedHead head = HeadTraining.fit(kind(queries), fit, choose, settings, seeds.child("head"));
        int cap = queries.samplesOfMost(fold.choose(), MOST);
        int[] judges = queries.withSamples(fold.choose(), cap);
        GuardTrial trial = new GuardTrial(queries.clusters(judges), cap);
        int[] places = IntStream.range(0, judges.length).toArray();
        trial.add(places, head.head(), features, queries, judges);
        return new Selection(head, trial.guard(seeds.child("guard")));
    }

    private static Selection crossFitted(
            GradedQueries queries, float[][] features, Fold fold, HeadSettings settings, Seeds seeds) {
        InnerFolds inner = new InnerFolds(queries, features, fold, settings, seeds.child("inner"));
        HeadKind kind = kind(queries);
        Optional<Sight> best = Optional.empty();
        List<DifficultyHead> heads = inner.constants(kind);
        for (Sight sight : Sight.values()) { // from the least to the most that a head can get wrong
            if (sight == Sight.GROUP && settings.kinds() == 0) {
                continue;
            }
            List<DifficultyHead> more = inner.heads(kind, sight);
            if (inner.clearlyBetter(heads, more, STANDARD_ERRORS)) {
                best = Optional.of(sight);
                heads = more;
            }
        }
        Examples fit = queries.examples(features, fold.fit());
        Examples choose = queries.examples(features, fold.choose());
        if (best.isEmpty()) {
            return new Selection(HeadTraining.constant(kind, fit, choose), Guard.closed());
        }
        Guard guard = inner.guard(heads, seeds.child("guard"));
        Sight sight = best.get();
        // the groups' constants need no query to stop them, so all teach them
        Examples taught = sight == Sight.GROUP ? queries.examples(features, inner.members()) : fit;
        return new Selection(HeadTraining.of(sight, kind, taught, choose, settings, seeds.child("head")), guard);
    }
}
