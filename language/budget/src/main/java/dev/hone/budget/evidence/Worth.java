package dev.hone.budget.evidence;

/** What one more sample of a query is worth, judged by the samples drawn so far. */
@FunctionalInterface
interface Worth {
    /**
     * The worth of the next sample; 0 or less: nothing.
     *
     * @param query in the pool
     * @param order of its samples
     * @param drawn how many of them are drawn, at least 1
     */
    double of(int query, int order, int drawn);
}
