package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Gains;

/** What further samples of queries are expected to gain. */
@FunctionalInterface
public interface Predicted {
    /**
     * Of some queries, by their places in a pool.
     *
     * @param cap most samples of one query
     */
    Gains gains(int[] queries, int cap);
}
