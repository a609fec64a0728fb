package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.GradedQueries;

/**
 * What is known of each query after its first samples, in every order: the reward of the best so far as the rule sees it,
 * and how good that answer is. The two differ where others judge than those the rule sees. Immutable.
 */
final class Prefixes {
    private final double[][][] seen; // [queries][orders][1 + samples]: best reward seen among the first so many
    private final double[][][] quality; // [queries][orders][1 + samples]: of the answer that has it

    private Prefixes(double[][][] seen, double[][][] quality) {
        this.seen = seen;
        this.quality = quality;
    }

    /** Where the rewards that are seen are the quality; without a sample it is 0. */
    static Prefixes of(GradedQueries queries, Orders orders) {
        double[][] rewards = new double[queries.size()][];
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = queries.rewards(i);
        }
        return of(rewards, rewards, orders);
    }

    /**
     * Where a rule sees some rewards and its answers are judged by others.
     *
     * @param seen [queries][samples], as they lie in the pool
     * @param judged of the same samples
     */
    static Prefixes of(double[][] seen, double[][] judged, Orders orders) {
        double[][][] best = new double[seen.length][orders.count()][];
        double[][][] quality = new double[seen.length][orders.count()][];
        for (int i = 0; i < seen.length; i++) {
            for (int k = 0; k < orders.count(); k++) {
                double[] shown = orders.arrange(i, k, seen[i]);
                double[] hidden = orders.arrange(i, k, judged[i]);
                double[] running = new double[shown.length + 1];
                double[] answer = new double[shown.length + 1];
                running[0] = Double.NEGATIVE_INFINITY;
                for (int s = 0; s < shown.length; s++) {
                    boolean better = shown[s] > running[s];
                    running[s + 1] = better ? shown[s] : running[s];
                    answer[s + 1] = better ? hidden[s] : answer[s];
                }
                best[i][k] = running;
                quality[i][k] = answer;
            }
        }
        return new Prefixes(best, quality);
    }

    int orders() {
        return seen[0].length;
    }

    /** The best reward seen among a query's first samples in an order; negative infinity without any. */
    double best(int query, int order, int drawn) {
        return seen[query][order][drawn];
    }

    /** How good the answer is after so many samples. */
    double quality(int query, int order, int drawn) {
        return quality[query][order][drawn];
    }

    /** Mean over orders of {@link #quality}. */
    double quality(int query, int drawn) {
        double sum = 0;
        for (double[] order : quality[query]) {
            sum += order[drawn];
        }
        return sum / quality[query].length;
    }
}
