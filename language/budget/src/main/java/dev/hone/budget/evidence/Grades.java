package dev.hone.budget.evidence;

import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Reward;
import java.util.Arrays;
import java.util.List;

/** Grades of a batch's samples, each asked for once however often it is looked at. */
public final class Grades {
    private final Reward reward;
    private final List<Query> queries;
    private final double[][] known; // [queries][samples graded so far]

    /** Nothing is graded yet. */
    public Grades(Reward reward, List<Query> queries) {
        this.reward = reward;
        this.queries = List.copyOf(queries);
        known = new double[queries.size()][0];
    }

    /**
     * Grades of a query's first samples.
     *
     * @param query its number in the batch
     * @param samples from the first on
     * @return one grade a sample
     */
    public double[] of(int query, List<Completion> samples) {
        double[] before = known[query];
        if (before.length < samples.size()) {
            double[] fresh = reward.grade(queries.get(query), samples.subList(before.length, samples.size()));
            double[] all = Arrays.copyOf(before, samples.size());
            System.arraycopy(fresh, 0, all, before.length, fresh.length);
            known[query] = all;
        }
        return Arrays.copyOf(known[query], samples.size());
    }

    /** The best grade of a query's first samples; negative infinity of none. */
    double best(int query, List<Completion> samples) {
        return Arrays.stream(of(query, samples)).max().orElse(Double.NEGATIVE_INFINITY);
    }
}
