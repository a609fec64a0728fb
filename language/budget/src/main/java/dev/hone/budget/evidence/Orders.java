package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.Seeds;
import java.util.random.RandomGenerator;

/**
 * Random orders in which the graded samples of a query might have been drawn. A rule that looks at samples is replayed on
 * these, and so is whatever it is compared with, so that both have the same luck. An order depends on the seed, the query's
 * id and the order's number only. Immutable.
 */
public final class Orders {
    /** Orders of a query unless told otherwise; with fewer than 16 a ratio read off the mean curve is biased. */
    public static final int COUNT = 16;

    private final int[][][] orders; // [queries][orders][samples]

    private Orders(int[][][] orders) {
        this.orders = orders;
    }

    /** Draws {@code count} orders of every query's samples. */
    public static Orders of(GradedQueries queries, int count, Seeds seeds) {
        int[][][] orders = new int[queries.size()][count][];
        for (int i = 0; i < orders.length; i++) {
            Seeds own = seeds.child(queries.query(i).id());
            for (int k = 0; k < count; k++) {
                orders[i][k] = permutation(queries.samples(i), own.child(k).generator());
            }
        }
        return new Orders(orders);
    }

    /** How many orders there are of each query. */
    public int count() {
        return orders[0].length;
    }

    /** Indices of a query's samples in its k-th order. [samples] */
    public int[] of(int query, int k) {
        return orders[query][k].clone();
    }

    /** The same values in the k-th order. */
    public double[] arrange(int query, int k, double[] values) {
        int[] order = orders[query][k];
        double[] arranged = new double[order.length];
        for (int s = 0; s < order.length; s++) {
            arranged[s] = values[order[s]];
        }
        return arranged;
    }

    private static int[] permutation(int n, RandomGenerator random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
