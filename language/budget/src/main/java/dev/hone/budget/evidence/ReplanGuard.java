package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.Trained;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tries plans that are made again beside those that would be made otherwise, on queries that taught neither. */
final class ReplanGuard {
    /** The lower end of the intervals leaves one chance in twenty. */
    private static final double CONFIDENCE = 0.90;

    private static final int[] FLOORS = {0, 1};
    private static final int[] BUDGETS = {1, 2, 4, 8, 16, 32};

    private ReplanGuard() {}

    /**
     * Tries them at every floor and several budgets.
     *
     * @param trained plans otherwise: by the query alone where its own guard lets it, else uniformly
     * @param first of the queries that judge
     * @param after gains of the samples after the first, by {@link FirstSamples#look}
     */
    static Guard test(
            GradedQueries queries, float[][] features, Trained trained, FirstSamples first, Gains after, Seeds seeds) {
        int[] judges = first.queries();
        if (judges.length < 2) {
            return Guard.closed();
        }
        int[] clusters = queries.clusters(judges);
        int cap = after.cap();
        Gains before = before(trained, features, judges, cap);
        ReplanReplay replay = new ReplanReplay(queries, first, before, after);
        double[][] curves =
                Arrays.stream(judges).mapToObj(i -> queries.curve(i, cap)).toArray(double[][]::new);
        List<Guard.Check> checks = new ArrayList<>();
        for (int floor : FLOORS) {
            for (int budget : BUDGETS) {
                if (budget > cap) {
                    break;
                }
                int[] plan = new int[judges.length];
                Arrays.fill(plan, budget);
                if (trained.guard().supports(budget, floor)) {
                    plan = Allocation.greedy(before, budget, floor);
                }
                double[] gain = replay.quality(budget, floor);
                for (int i = 0; i < gain.length; i++) {
                    gain[i] -= curves[i][plan[i]];
                }
                Interval interval = Bootstrap.grouped(
                        seeds,
                        clusters,
                        Evaluation.RESAMPLES,
                        drawn -> Arrays.stream(drawn)
                                .mapToDouble(i -> gain[i])
                                .average()
                                .orElse(Double.NaN),
                        CONFIDENCE);
                checks.add(new Guard.Check(floor, budget, interval));
            }
        }
        return new Guard(checks);
    }

    /** Gains by the query alone, of some queries. */
    static Gains before(Trained trained, float[][] features, int[] queries, int cap) {
        float[][] own = Arrays.stream(queries).mapToObj(i -> features[i]).toArray(float[][]::new);
        return trained.planner().head().gains(own, cap);
    }
}
