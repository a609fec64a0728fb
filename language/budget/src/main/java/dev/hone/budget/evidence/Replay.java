package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.PlanCurve;
import java.util.function.DoublePredicate;

/**
 * Replays rules on orders of graded samples, one batch of queries at a time, and fills curves with means over the orders.
 * {@code queries} are indices in the pool, {@code places} theirs in the curve.
 */
final class Replay {
    private final Prefixes prefixes;

    Replay(Prefixes prefixes) {
        this.prefixes = prefixes;
    }

    /** The same number for every query; a fraction is the mix that it stands for. */
    void uniform(PlanCurve into, int[] queries, int[] places) {
        uniform(into, queries, places, _ -> true, _ -> false);
    }

    /**
     * The same number for every query, some of which may be done before.
     *
     * @param where at which mean budgets; the curve stays as it is at the others
     * @param done says of the best reward so far that no further sample is drawn
     */
    void uniform(PlanCurve into, int[] queries, int[] places, DoublePredicate where, DoublePredicate done) {
        for (int step = 0; step < into.steps(); step++) {
            double mean = into.mean(step);
            if (!where.test(mean)) {
                continue;
            }
            int whole = (int) mean;
            double share = mean - whole;
            for (int i = 0; i < queries.length; i++) {
                double samples = 0;
                double quality = 0;
                for (int order = 0; order < prefixes.orders(); order++) {
                    int drawn = Math.min(1, whole);
                    while (drawn < whole && !done.test(prefixes.best(queries[i], order, drawn))) {
                        drawn++;
                    }
                    int more = share > 0 && drawn == whole && !done.test(prefixes.best(queries[i], order, drawn))
                            ? drawn + 1
                            : drawn;
                    samples += drawn + share * (more - drawn);
                    quality += (1 - share) * prefixes.quality(queries[i], order, drawn)
                            + share * prefixes.quality(queries[i], order, more);
                }
                into.setStep(step, places[i], samples / prefixes.orders(), quality / prefixes.orders());
            }
        }
    }

    /**
     * A budget shared over the batch by worth.
     *
     * @param cap most samples of one query; every query has as many
     */
    void shared(PlanCurve into, int[] queries, int[] places, int cap, Worth worth) {
        double[][] samples = new double[into.steps()][queries.length];
        double[][] quality = new double[into.steps()][queries.length];
        for (int order = 0; order < prefixes.orders(); order++) {
            SharedBudget budget = new SharedBudget(queries.length, cap);
            for (int step = 0; step < into.steps(); step++) {
                spend(budget, (long) (into.mean(step) * queries.length), queries, order, worth);
                for (int i = 0; i < queries.length; i++) {
                    samples[step][i] += budget.drawn(i);
                    quality[step][i] += prefixes.quality(queries[i], order, budget.drawn(i));
                }
            }
        }
        for (int step = 0; step < into.steps(); step++) {
            for (int i = 0; i < queries.length; i++) {
                into.setStep(
                        step, places[i], samples[step][i] / prefixes.orders(), quality[step][i] / prefixes.orders());
            }
        }
    }

    /**
     * Every query by itself: as many samples as a rule says.
     *
     * @param stop samples of a query in an order under the rule of a mean budget
     */
    void alone(PlanCurve into, int[] queries, int[] places, Stop stop) {
        for (int step = 0; step < into.steps(); step++) {
            for (int i = 0; i < queries.length; i++) {
                double samples = 0;
                double quality = 0;
                for (int order = 0; order < prefixes.orders(); order++) {
                    int drawn = stop.after(into.mean(step), queries[i], order);
                    samples += drawn;
                    quality += prefixes.quality(queries[i], order, drawn);
                }
                into.setStep(step, places[i], samples / prefixes.orders(), quality / prefixes.orders());
            }
        }
    }

    /** When a query that is by itself stops. */
    @FunctionalInterface
    interface Stop {
        int after(double mean, int query, int order);
    }

    /** By query, the mean over orders of the answer's quality under a shared budget less that under a uniform one. */
    double[] gains(int[] queries, int cap, int mean, Worth worth) {
        double[] gains = new double[queries.length];
        for (int order = 0; order < prefixes.orders(); order++) {
            SharedBudget budget = new SharedBudget(queries.length, cap);
            spend(budget, (long) mean * queries.length, queries, order, worth);
            for (int i = 0; i < gains.length; i++) {
                double shared = prefixes.quality(queries[i], order, budget.drawn(i));
                gains[i] += (shared - prefixes.quality(queries[i], order, mean)) / prefixes.orders();
            }
        }
        return gains;
    }

    private static void spend(SharedBudget budget, long total, int[] queries, int order, Worth worth) {
        while (budget.spent() < total) {
            int next = budget.take();
            if (next < 0) {
                return;
            }
            budget.drew(next, worth.of(queries[next], order, budget.drawn(next) + 1));
        }
    }
}
