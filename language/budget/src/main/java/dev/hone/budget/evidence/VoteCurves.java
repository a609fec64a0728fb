package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.GuardTrial;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.IsotonicRegression;
import dev.hone.core.statistics.IsotonicRegression.Order;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How good the vote of b samples is, by how hard a query is thought to be: what a plan goes by where answers are compared and
 * nothing grades them at run time.
 *
 * <p>A predictor of rewards says how likely one sample is right, and not what a vote makes of it: where wrong answers agree, more
 * votes make it worse. So the curve is measured. Fitting queries are cut into bins by the head's score, and each bin keeps the mean
 * quality of votes over random orders of its queries' samples. A second vote decides nothing and a third does; the gains that an
 * allocation needs are the slopes of the least concave curve above the measured one, 0 where votes hurt.
 *
 * @param selector that compares answers, by its name
 * @param bins by the head's score, with the gains of votes
 * @param guard where planning by them beat the same number for every query on the choosing queries
 */
public record VoteCurves(String selector, StreamPolicy bins, Guard guard) {
    private static final double MOST = 0.75;
    private static final int MOST_BINS = 10;
    private static final int QUERIES_PER_BIN = 30;

    /** No more votes than a plan gives by default. */
    private static final int LONGEST = 32;

    /** Learns on the fitting and choosing queries of a fold. */
    public static VoteCurves learn(
            String selector,
            GradedQueries queries,
            float[][] features,
            Fold fold,
            Trained trained,
            Answers answers,
            Seeds seeds) {
        Orders orders = Orders.of(queries, Orders.COUNT, seeds.child("orders"));
        int cap = Math.min(LONGEST, queries.samplesOfMost(fold.fit(), MOST));
        int[] fit = queries.withSamples(fold.fit(), cap);
        DifficultyHead head = trained.planner().head();
        double[] scores =
                Arrays.stream(fit).mapToDouble(i -> head.score(features[i])).toArray();
        double[][] curves = Arrays.stream(fit)
                .mapToObj(i -> curve(queries, answers, orders, i, cap))
                .toArray(double[][]::new);
        int wanted = Math.clamp(fit.length / QUERIES_PER_BIN, 1, MOST_BINS);
        StreamPolicy measured = StreamPolicy.fit(scores, curves, wanted);
        StreamPolicy bins = new StreamPolicy(
                measured.edges(),
                measured.weights(),
                Arrays.stream(measured.gains()).map(VoteCurves::concave).toArray(double[][]::new));
        VoteCurves open = new VoteCurves(selector, bins, Guard.closed());
        int[] choose = queries.withSamples(fold.choose(), cap);
        if (choose.length < 2) {
            return open;
        }
        GuardTrial trial = new GuardTrial(queries.clusters(choose), cap);
        float[][] vectors = Arrays.stream(choose).mapToObj(i -> features[i]).toArray(float[][]::new);
        trial.add(
                IntStream.range(0, choose.length).toArray(),
                open.gains(head, vectors, cap),
                Arrays.stream(choose)
                        .mapToObj(i -> curve(queries, answers, orders, i, cap))
                        .toArray(double[][]::new));
        return new VoteCurves(selector, bins, trial.guard(seeds.child("guard")));
    }

    /** Slopes of the least concave curve above one with these gains; none below 0. */
    private static double[] concave(double[] gains) {
        double[] ones = new double[gains.length];
        Arrays.fill(ones, 1);
        return Arrays.stream(IsotonicRegression.pool(gains, ones, Order.DECREASING))
                .map(gain -> Math.max(0, gain))
                .toArray();
    }

    /** Mean quality of the vote of 0 to {@code cap} samples over random orders; without a sample it is 0. [cap + 1] */
    static double[] curve(GradedQueries queries, Answers answers, Orders orders, int query, int cap) {
        double[] rewards = queries.rewards(query);
        int[] numbers = answers.of(query);
        double[] curve = new double[cap + 1];
        for (int k = 0; k < orders.count(); k++) {
            int[] order = orders.of(query, k);
            Ballot ballot = new Ballot();
            for (int b = 1; b <= cap; b++) {
                ballot.add(numbers[order[b - 1]]);
                curve[b] += rewards[order[ballot.chosen()]] / orders.count();
            }
        }
        return curve;
    }

    /**
     * What each vote is expected to add, by the bin that a query falls in.
     *
     * @param head whose scores the bins are of
     * @param features of the queries [queries][dimension]
     * @param cap most samples of one query; votes beyond those that were learnt add nothing
     */
    public Gains gains(DifficultyHead head, float[][] features, int cap) {
        return Gains.of(Arrays.stream(features)
                .map(vector -> Arrays.copyOf(bins.gains()[bins.bin(head.score(vector))], cap))
                .toArray(double[][]::new));
    }
}
