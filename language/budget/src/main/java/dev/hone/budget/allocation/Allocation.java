package dev.hone.budget.allocation;

import dev.hone.core.HoneException;

/**
 * Shares a total of samples out over a batch of queries so that the summed gain is as large as it can be.
 *
 * <p>The problem: maximise the sum of the gains of all samples given, with at most {@code n * mean} samples in all and between
 * {@code floor} and {@link Gains#cap} for each query. Because gains never rise along a query, taking the best next sample
 * anywhere, again and again, is optimal: the samples form a matroid, and no sample is ever wanted before the one that precedes
 * it in its query ("Learning How Hard to Think", arXiv 2410.04707, section 3). Cost is one heap step per sample,
 * {@code O(n * mean * log n)}. Equal gains go to the query that comes first, so a plan can be repeated.
 *
 * <p>An allocation can be continued: the plan for a larger total extends the plan for a smaller one. An evaluator that needs
 * the plans for every mean budget makes one pass. {@link PriceAllocation} reaches the same plan from the other side.
 */
public final class Allocation {
    private final Gains gains;
    private final int[] budgets;
    private final double[] next; // the gain of each query's next sample; -1 at the cap
    private final int[] heap; // queries, best next sample first
    private long spent;

    /**
     * @param floor samples every query gets whatever it gains: 1 where an answer must always be given, else 0
     */
    public Allocation(Gains gains, int floor) {
        if (floor < 0 || floor > gains.cap()) {
            throw new HoneException(
                    "The floor is " + floor + " samples per query; the cap is " + gains.cap() + ".",
                    "give a floor of 0 or 1, or raise --max-budget");
        }
        this.gains = gains;
        int n = gains.queries();
        budgets = new int[n];
        next = new double[n];
        heap = new int[n];
        spent = (long) n * floor;
        for (int i = 0; i < n; i++) {
            budgets[i] = floor;
            next[i] = floor < gains.cap() ? gains.of(i, floor + 1) : -1;
            heap[i] = i;
        }
        for (int at = n / 2 - 1; at >= 0; at--) {
            sink(at);
        }
    }

    /**
     * The best plan at a mean budget.
     *
     * @param mean samples per query on average, at least {@code floor}; the total is rounded down
     * @return samples per query; they sum to the total unless every query is at the cap or has nothing more to gain
     * @throws HoneException if the mean budget is below the floor, or floor and cap contradict each other
     */
    public static int[] greedy(Gains gains, double mean, int floor) {
        Allocation allocation = new Allocation(gains, floor);
        allocation.spend(total(gains.queries(), mean, floor));
        return allocation.budgets();
    }

    /** Goes on until {@code total} samples are given in all, or no query gains from another. */
    public void spend(long total) {
        while (spent < total && heap.length > 0) {
            int query = heap[0];
            if (next[query] <= 0) {
                break;
            }
            int budget = ++budgets[query];
            spent++;
            next[query] = budget < gains.cap() ? gains.of(query, budget + 1) : -1;
            sink(0);
        }
    }

    /** Samples per query so far; a copy. */
    public int[] budgets() {
        return budgets.clone();
    }

    /** Samples given so far. */
    public long spent() {
        return spent;
    }

    /** {@code floor(n * mean)}; the whole number itself where the product misses it by rounding only. */
    static long total(int queries, double mean, int floor) {
        if (!(mean >= floor) || Double.isInfinite(mean)) {
            throw new HoneException(
                    "The mean budget is " + mean + " samples per query; the floor is " + floor + ".",
                    floor == 0 ? "give a mean budget of 0 or more" : "raise the mean budget, or give --floor 0");
        }
        return (long) Math.floor(queries * mean + 1e-6);
    }

    private void sink(int from) {
        int at = from;
        int query = heap[at];
        int half = heap.length >>> 1;
        while (at < half) {
            int child = 2 * at + 1;
            if (child + 1 < heap.length && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], query)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = query;
    }

    private boolean before(int a, int b) {
        return next[a] > next[b] || (next[a] == next[b] && a < b);
    }
}
