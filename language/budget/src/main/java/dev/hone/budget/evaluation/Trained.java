package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.FittedHead;
import dev.hone.budget.head.HeadKind;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.HeadTraining;
import dev.hone.core.Seeds;
import java.util.Arrays;

/**
 * Everything that is learnt from the fitting and choosing queries of one fold.
 *
 * @param betaBinomial what plans are made with
 * @param point the comparison
 * @param stream the rule for queries that arrive one by one
 * @param guard where the Beta-binomial head may plan
 */
public record Trained(FittedHead betaBinomial, FittedHead point, StreamPolicy stream, Guard guard) {
    private static final int MOST_BINS = 10;
    private static final int QUERIES_PER_BIN = 30;

    /**
     * Learns.
     *
     * @param queries with 0/1 rewards
     * @param features of all of them [queries][dimension]
     * @param settings how heads are trained, and how many of the last features are groups
     */
    public static Trained on(GradedQueries queries, float[][] features, Fold fold, HeadSettings settings, Seeds seeds) {
        Selection selection = Selection.of(queries, features, fold, settings, seeds);
        FittedHead point = HeadTraining.fit(
                HeadKind.POINT,
                queries.examples(features, fold.fit()),
                queries.examples(features, fold.choose()),
                settings,
                seeds.child("point"));
        int[] held = fold.choose().length == 0 ? fold.fit() : fold.choose();
        int cap = queries.samplesOfMost(held, Selection.MOST);
        int[] usable = queries.withSamples(held, cap);
        double[][] curves =
                Arrays.stream(usable).mapToObj(i -> queries.curve(i, cap)).toArray(double[][]::new);
        DifficultyHead head = selection.head().head();
        double[] scores =
                Arrays.stream(usable).mapToDouble(i -> head.score(features[i])).toArray();
        int bins = Math.clamp(usable.length / QUERIES_PER_BIN, 1, MOST_BINS);
        return new Trained(selection.head(), point, StreamPolicy.fit(scores, curves, bins), selection.guard());
    }
}
