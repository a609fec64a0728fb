package dev.hone.budget.allocation;

import dev.hone.core.Seeds;
import java.util.Arrays;

/**
 * A fixed rule for queries that arrive one by one: how many samples a query gets depends on its score alone.
 *
 * <p>Held-out queries with graded samples are cut into bins of about equal size along their scores, and each bin keeps the
 * mean of its queries' measured curves of gains. At a mean budget B, greedy gives one more sample to the bin whose mean gain
 * is largest, paying the bin's share of queries, until B is spent. What is averaged is the curves and not the success
 * rates: by Jensen a bin's mean rate would believe that a mixed bin is done after a few samples ("Learning How Hard to Think",
 * arXiv 2410.04707, offline allocation).
 *
 * <p>The last step rarely fits exactly. The bin then gets its sample for the fraction of its queries that B still pays for,
 * each query decided by its own stream of the seed, so that the mean budget is met and the plan can be repeated.
 */
public final class StreamPolicy {
    private final double[] edges;
    private final double[] weights;
    private final double[][] gains;
    private final double[] bases;

    /**
     * A rule that was learnt before; the arrays are not copied and must be left alone.
     *
     * @param edges between bins, ascending; a score equal to an edge belongs to the bin above [bins - 1]
     * @param weights share of queries in each bin, summing to 1 [bins]
     * @param gains mean gain of each sample in each bin [bins][cap]
     * @param bases mean quality in each bin that the first gain is counted from, NaN where it was not recorded [bins]
     */
    public StreamPolicy(double[] edges, double[] weights, double[][] gains, double[] bases) {
        if (edges.length != weights.length - 1 || gains.length != weights.length || bases.length != weights.length) {
            throw new IllegalArgumentException(edges.length + " edges, " + weights.length + " weights, " + gains.length
                    + " curves and " + bases.length + " bases make no bins");
        }
        this.edges = edges;
        this.weights = weights;
        this.gains = gains;
        this.bases = bases;
    }

    /** The same where no answer is worth 0. */
    public StreamPolicy(double[] edges, double[] weights, double[][] gains) {
        this(edges, weights, gains, new double[weights.length]);
    }

    /**
     * Learns the rule from held-out queries.
     *
     * @param scores of the queries; larger means easier [queries]
     * @param curves measured quality of best-of-0 to best-of-cap, from {@link BestOf} [queries][cap + 1]
     * @param bins how many are wanted; equal scores are never divided, so there may be fewer
     */
    public static StreamPolicy fit(double[] scores, double[][] curves, int bins) {
        int n = scores.length;
        if (n == 0 || bins < 1) {
            throw new IllegalArgumentException("no bins from " + n + " queries in " + bins);
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double[] edges = new double[bins - 1];
        int kept = 0;
        for (int j = 1; j < bins; j++) {
            double edge = sorted[(int) ((long) j * n / bins)];
            if (edge > sorted[0] && (kept == 0 || edge > edges[kept - 1])) {
                edges[kept++] = edge;
            }
        }
        edges = Arrays.copyOf(edges, kept);
        double[] weights = new double[kept + 1];
        double[][] gains = new double[kept + 1][curves[0].length - 1];
        double[] bases = new double[kept + 1];
        for (int i = 0; i < n; i++) {
            int bin = bin(edges, scores[i]);
            weights[bin]++;
            bases[bin] += curves[i][0];
            for (int u = 0; u < gains[bin].length; u++) {
                gains[bin][u] += curves[i][u + 1] - curves[i][u];
            }
        }
        for (int bin = 0; bin < weights.length; bin++) {
            for (int u = 0; u < gains[bin].length; u++) {
                gains[bin][u] /= weights[bin];
            }
            bases[bin] /= weights[bin];
            weights[bin] /= n;
        }
        return new StreamPolicy(edges, weights, gains, bases);
    }

    public double[] edges() {
        return edges;
    }

    public double[] weights() {
        return weights;
    }

    public double[][] gains() {
        return gains;
    }

    /** What the first gain of each bin is counted from, NaN where it was not recorded. [bins] */
    public double[] bases() {
        return bases;
    }

    /** Mean of what the first gain is counted from, over all bins. */
    public double meanBase() {
        double mean = 0;
        for (int bin = 0; bin < weights.length; bin++) {
            mean += weights[bin] * bases[bin];
        }
        return mean;
    }

    /** Mean gain of each sample over all bins: what is known of a query of which nothing is known. [cap] */
    public double[] meanGains() {
        double[] mean = new double[cap()];
        for (int bin = 0; bin < weights.length; bin++) {
            for (int u = 0; u < mean.length; u++) {
                mean[u] += weights[bin] * gains[bin][u];
            }
        }
        return mean;
    }

    /** Most samples of one query. */
    public int cap() {
        return gains[0].length;
    }

    /** The same rule with no more than {@code most} samples for a query. */
    public StreamPolicy cappedAt(int most) {
        double[][] shorter = Arrays.stream(gains)
                .map(row -> Arrays.copyOf(row, Math.min(most, row.length)))
                .toArray(double[][]::new);
        return new StreamPolicy(edges, weights, shorter, bases);
    }

    public int bins() {
        return weights.length;
    }

    /** The bin of a score. */
    public int bin(double score) {
        return bin(edges, score);
    }

    /**
     * Samples per query in each bin at a mean budget: whole numbers but for at most one bin.
     *
     * @param mean at least {@code floor}
     * @return [bins]; their weighted mean is {@code mean}, or less where no bin gains from more
     */
    public double[] budgets(double mean, int floor) {
        Gains table = Gains.of(gains);
        double[] budgets = new double[bins()];
        Arrays.fill(budgets, floor);
        double left = mean - floor;
        while (left > 1e-12) {
            int best = -1;
            for (int bin = 0; bin < budgets.length; bin++) {
                if (budgets[bin] < cap() && (best < 0 || next(table, budgets, bin) > next(table, budgets, best))) {
                    best = bin;
                }
            }
            if (best < 0 || next(table, budgets, best) <= 0) {
                break;
            }
            double paid = Math.min(1, left / weights[best]);
            budgets[best] += paid;
            left -= paid * weights[best];
        }
        return budgets;
    }

    private static double next(Gains table, double[] budgets, int bin) {
        return table.of(bin, (int) budgets[bin] + 1);
    }

    /**
     * Samples for one query.
     *
     * @param budgets of the bins, from {@link #budgets}
     * @param query this query's own seeds; they decide where the bin's budget has a fraction
     */
    public int budget(double score, double[] budgets, Seeds query) {
        double budget = budgets[bin(score)];
        int whole = (int) budget;
        return whole + (query.uniform(0) < budget - whole ? 1 : 0);
    }

    private static int bin(double[] edges, double score) {
        int at = Arrays.binarySearch(edges, score);
        return at >= 0 ? at + 1 : -at - 1;
    }
}
