package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.Examples;
import dev.hone.budget.head.FittedHead;
import dev.hone.budget.head.HeadKind;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.HeadTraining;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Evaluation;
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
    /**
     * Share of the choosing queries that must have as many samples as the curves are long: less than among report queries,
     * since these are few and one with few samples may not shorten every curve.
     */
    private static final double MOST = 0.75;

    private static final int MOST_BINS = 10;
    private static final int QUERIES_PER_BIN = 30;

    /**
     * Learns.
     *
     * @param queries with 0/1 rewards
     * @param features of all of them [queries][dimension]
     * @param floor samples every query gets
     */
    public static Trained on(
            GradedQueries queries, float[][] features, Fold fold, int floor, HeadSettings settings, Seeds seeds) {
        Examples fit = queries.examples(features, fold.fit());
        Examples choose = queries.examples(features, fold.choose());
        FittedHead betaBinomial = HeadTraining.fit(HeadKind.BETA_BINOMIAL, fit, choose, settings, seeds.child("head"));
        FittedHead point = HeadTraining.fit(HeadKind.POINT, fit, choose, settings, seeds.child("point"));
        int[] held = fold.choose().length == 0 ? fold.fit() : fold.choose();
        int cap = queries.samplesOfMost(held, MOST);
        int[] usable =
                Arrays.stream(held).filter(i -> queries.samples(i) >= cap).toArray();
        double[][] curves =
                Arrays.stream(usable).mapToObj(i -> queries.curve(i, cap)).toArray(double[][]::new);
        float[][] usableFeatures =
                Arrays.stream(usable).mapToObj(i -> features[i]).toArray(float[][]::new);
        DifficultyHead head = betaBinomial.head();
        double[] scores = Arrays.stream(usableFeatures).mapToDouble(head::score).toArray();
        int bins = Math.clamp(usable.length / QUERIES_PER_BIN, 1, MOST_BINS);
        Gains gains = head.gains(usableFeatures, cap);
        Guard guard = fold.choose().length == 0
                ? Guard.closed()
                : Guard.test(gains, new Curves(curves), floor, Evaluation.of(seeds.child("guard")));
        return new Trained(betaBinomial, point, StreamPolicy.fit(scores, curves, bins), guard);
    }
}
