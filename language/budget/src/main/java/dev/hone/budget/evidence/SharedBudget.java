package dev.hone.budget.evidence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Shares samples out over a batch by what the samples so far tell: the next one goes where it is worth most. Worths may only
 * fall: a query that was given up must not come back because its next table is a little higher by chance.
 *
 * <p>Of equal worths the query with fewest samples comes first, then
 * the one that stands first, so that a run can be repeated.
 */
final class SharedBudget {
    private final int[] drawn;
    private final double[] worth;
    private final int cap;
    private final PriorityQueue<Integer> waiting;
    private long spent;

    /**
     * Every query gets a first sample before any gets a second.
     *
     * @param cap most samples of one query, at least 1
     */
    SharedBudget(int queries, int cap) {
        this(certain(queries), cap);
    }

    /**
     * A first sample has to be worth it too.
     *
     * @param first worth of each query's first sample; 0 or less: it never draws
     * @param cap most samples of one query, at least 1
     */
    SharedBudget(double[] first, int cap) {
        this.cap = cap;
        int queries = first.length;
        drawn = new int[queries];
        worth = first.clone();
        waiting = new PriorityQueue<>(
                Math.max(1, queries),
                Comparator.<Integer>comparingDouble(i -> -worth[i])
                        .thenComparingInt(i -> drawn[i])
                        .thenComparingInt(i -> i));
        for (int i = 0; i < queries; i++) {
            if (worth[i] > 0) {
                waiting.add(i);
            }
        }
    }

    private static double[] certain(int queries) {
        double[] worth = new double[queries];
        Arrays.fill(worth, Double.POSITIVE_INFINITY);
        return worth;
    }

    /** Takes the query that draws next out of the queue, or -1 where none gains from another sample. */
    int take() {
        return waiting.isEmpty() ? -1 : waiting.poll();
    }

    /** Puts a query that was taken and has drawn one more sample back, if a further one is worth anything. */
    void drew(int query, double next) {
        drawn[query]++;
        spent++;
        worth[query] = Math.min(worth[query], next);
        if (drawn[query] < cap && worth[query] > 0) {
            waiting.add(query);
        }
    }

    /** What a query's next sample is worth after so many, where that is known beforehand. */
    @FunctionalInterface
    interface Next {
        double worth(int query, int drawn);
    }

    /** Goes on until {@code total} samples are spent in all, or none gains. */
    void spend(long total, Next next) {
        while (spent < total) {
            int query = take();
            if (query < 0) {
                return;
            }
            drew(query, drawn[query] + 1 < cap ? next.worth(query, drawn[query] + 1) : 0);
        }
    }

    /** How many queries may still draw. */
    int waiting() {
        return waiting.size();
    }

    int drawn(int query) {
        return drawn[query];
    }

    /** Samples of all queries so far. */
    long spent() {
        return spent;
    }
}
