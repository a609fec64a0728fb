package dev.hone.budget.evidence;

import dev.hone.budget.allocation.BestOf;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.PlanCurve;
import java.util.stream.IntStream;

/**
 * Replays planning again after first samples, for one batch of queries. In a replay every query has its first sample; the others
 * are any of the pool's, and quality is exact over all choices of them.
 */
final class ReplanReplay {
    private final FirstSamples first;
    private final Gains before;
    private final Gains after; // by look
    private final double[][] rest; // [queries][further samples]: success among them where the first is wrong
    private final int cap;

    /**
     * @param before gains by the query alone, in the order of {@code first}
     * @param after gains of the samples after the first by {@link FirstSamples#look}
     */
    ReplanReplay(GradedQueries queries, FirstSamples first, Gains before, Gains after) {
        this.first = first;
        this.before = before;
        cap = before.cap();
        this.after = after;
        rest = new double[first.size()][];
        for (int i = 0; i < rest.length; i++) {
            int query = first.query(i);
            int samples = queries.samples(query);
            int right = (int) Math.round(queries.mean(query) * samples);
            // with every sample right there is no replay in which the first is wrong
            rest[i] = BestOf.binary(samples - 1, Math.min(samples - 1, right), cap - 1);
        }
    }

    /** Fills a curve. */
    void fill(PlanCurve into, int[] places, int floor) {
        int n = first.size();
        double[][] samples = new double[into.steps()][n];
        double[][] quality = new double[into.steps()][n];
        for (int k = 0; k < first.replays(); k++) {
            SharedBudget budget = start(floor);
            for (int step = 0; step < into.steps(); step++) {
                spend(budget, (long) Math.floor(into.mean(step) * n + 1e-6), k);
                for (int i = 0; i < n; i++) {
                    samples[step][i] += budget.drawn(i);
                    quality[step][i] += quality(i, k, budget.drawn(i));
                }
            }
        }
        for (int step = 0; step < into.steps(); step++) {
            for (int i = 0; i < n; i++) {
                into.setStep(step, places[i], samples[step][i] / first.replays(), quality[step][i] / first.replays());
            }
        }
    }

    /** Quality of each query's answer at one mean budget. [queries] */
    double[] quality(int mean, int floor) {
        int n = first.size();
        double[] quality = new double[n];
        for (int k = 0; k < first.replays(); k++) {
            SharedBudget budget = start(floor);
            spend(budget, (long) mean * n, k);
            for (int i = 0; i < n; i++) {
                quality[i] += quality(i, k, budget.drawn(i)) / first.replays();
            }
        }
        return quality;
    }

    private SharedBudget start(int floor) {
        double[] worth = IntStream.range(0, first.size())
                .mapToDouble(i -> floor == 1 ? Double.POSITIVE_INFINITY : before.of(i, 1))
                .toArray();
        return new SharedBudget(worth, cap);
    }

    private void spend(SharedBudget budget, long total, int replay) {
        budget.spend(total, (query, drawn) -> after.of(first.look(query, replay), drawn));
    }

    private double quality(int query, int replay, int drawn) {
        return drawn == 0 ? 0 : first.reward(query, replay) == 1 ? 1 : rest[query][drawn - 1];
    }
}
