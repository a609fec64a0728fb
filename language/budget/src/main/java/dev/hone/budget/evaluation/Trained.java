package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.FittedHead;
import dev.hone.budget.head.HeadKind;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.HeadTraining;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Everything that is learnt from the fitting and choosing queries of one fold.
 *
 * @param planner the head that plans are made with: Beta-binomial, or of quantiles where rewards are real-valued
 * @param published the comparison, the published form: a point, or a vector of gains where rewards are real-valued
 * @param stream the rule for queries that arrive one by one
 * @param guard where the first head may plan
 */
public record Trained(FittedHead planner, FittedHead published, StreamPolicy stream, Guard guard) {
    private static final int MOST_BINS = 10;
    private static final int QUERIES_PER_BIN = 30;

    /** Whether there is anything to learn: what a second real-valued reward adds can't be seen where there is only one. */
    public static boolean isPossible(GradedQueries queries) {
        int[] all = IntStream.range(0, queries.size()).toArray();
        return queries.isBinary() || queries.samplesOfMost(all, Selection.MOST) > 1;
    }

    /**
     * Learns.
     *
     * @param features of all of them [queries][dimension]
     * @param settings how heads are trained, and how many of the last features are groups
     */
    public static Trained on(GradedQueries queries, float[][] features, Fold fold, HeadSettings settings, Seeds seeds) {
        Selection selection = Selection.of(queries, features, fold, settings, seeds);
        FittedHead published = HeadTraining.fit(
                queries.isBinary() ? HeadKind.POINT : HeadKind.GAIN_VECTOR,
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
        return new Trained(selection.head(), published, StreamPolicy.fit(scores, curves, bins), selection.guard());
    }
}
