package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tries a head's plans beside uniform sampling on queries that the head has not seen, batch by batch, at every floor and
 * budget that a plan may be asked for. Each batch is planned by itself: batches of cross-fitting have heads of their own.
 */
public final class GuardTrial {
    /**
     * Confidence of the intervals: the lower end is about one standard error below the estimate. That is mild because the head
     * has passed a test of its predictions before; a guard that must be sure of every budget by itself sleeps on pools of a few
     * hundred queries.
     */
    private static final double CONFIDENCE = 0.68;

    private static final int[] FLOORS = {0, 1};

    /** Mean budgets that are tried. */
    private static final int[] BUDGETS = {1, 2, 4, 8, 16, 32};

    private final int[] clusters;
    private final int cap;
    private final double[][][] difference; // [floors][budgets][queries]

    /**
     * A trial without results.
     *
     * @param clusters which of the tried queries belong together [queries]
     * @param cap most samples of one query
     */
    public GuardTrial(int[] clusters, int cap) {
        this.clusters = clusters;
        this.cap = cap;
        difference = new double[FLOORS.length][BUDGETS.length][clusters.length];
    }

    /** As below, where quality is not that of best-of-b. [queries][cap + 1] */
    public void add(int[] places, Gains gains, double[][] curves) {
        add(places, gains, new Curves(curves));
    }

    /**
     * Plans for a batch and keeps how much better than uniform it does.
     *
     * @param places of the batch among the tried queries
     * @param gains predicted, up to the cap
     * @param curves measured, in the order of {@code places}
     */
    void add(int[] places, Gains gains, Curves curves) {
        for (int floor : FLOORS) {
            add(floor, places, gains, curves);
        }
    }

    private void add(int floor, int[] places, Gains gains, Curves curves) {
        for (int b = 0; b < BUDGETS.length && BUDGETS[b] <= cap; b++) {
            int[] plan = Allocation.greedy(gains, BUDGETS[b], floor);
            for (int i = 0; i < plan.length; i++) {
                difference[floor][b][places[i]] = curves.at(i, plan[i]) - curves.at(i, BUDGETS[b]);
            }
        }
    }

    /**
     * The same where rewards are real-valued, with a floor of 0 as {@link OutsideOption} says: queries that get no sample are
     * answered elsewhere.
     *
     * @param bases predicted, that the first gains are counted from [queries of the batch]
     */
    void add(int[] places, double[] bases, Gains gains, Curves curves) {
        if (places.length == 0) {
            return;
        }
        add(1, places, gains, curves);
        OutsideOption elsewhere = new OutsideOption(bases, gains, curves);
        for (int b = 0; b < BUDGETS.length && BUDGETS[b] <= cap; b++) {
            double[] gain = elsewhere.gain(BUDGETS[b]);
            for (int i = 0; i < gain.length; i++) {
                difference[0][b][places[i]] = gain[i];
            }
        }
    }

    /** Tries a head on a batch of queries that it has not seen. */
    void add(int[] places, DifficultyHead head, float[][] features, GradedQueries queries, int[] batch) {
        Gains gains = Evaluator.gains(head, features, batch, cap);
        if (head.kind().isReal()) {
            double[] bases = Arrays.stream(batch)
                    .mapToDouble(i -> head.base(features[i]))
                    .toArray();
            add(places, bases, gains, queries.curves(batch, cap));
        } else {
            add(places, gains, queries.curves(batch, cap));
        }
    }

    /** What the trial allows. */
    public Guard guard(Seeds seeds) {
        if (Arrays.stream(clusters).distinct().count() < 2) {
            return Guard.closed();
        }
        List<Guard.Check> checks = new ArrayList<>();
        for (int floor : FLOORS) {
            for (int b = 0; b < BUDGETS.length && BUDGETS[b] <= cap; b++) {
                double[] gain = difference[floor][b];
                Interval interval = Bootstrap.grouped(
                        seeds,
                        clusters,
                        Evaluation.RESAMPLES,
                        drawn -> Arrays.stream(drawn)
                                .mapToDouble(i -> gain[i])
                                .average()
                                .orElse(Double.NaN),
                        CONFIDENCE);
                checks.add(new Guard.Check(floor, BUDGETS[b], interval));
            }
        }
        return new Guard(checks);
    }
}
