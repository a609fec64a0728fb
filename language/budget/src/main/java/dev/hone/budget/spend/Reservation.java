package dev.hone.budget.spend;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leave to perform one action, with its worst case set aside until {@link #settle} says what it came to. Any thread may settle.
 * Closed without that, it counts at its worst case: nobody knows what a call that was cut off will be billed at.
 */
public final class Reservation implements AutoCloseable {
    private final SpendKeeper keeper;
    private final int choice;
    private final Action action;
    private final AtomicBoolean settled = new AtomicBoolean();

    Reservation(SpendKeeper keeper, int choice, Action action) {
        this.keeper = keeper;
        this.choice = choice;
        this.action = action;
    }

    /** Index of the chosen action in the request's list. */
    public int choice() {
        return choice;
    }

    /** The chosen action. */
    public Action action() {
        return action;
    }

    /**
     * Returns what the action did not use; 0 if it was never begun. A cost above the worst case is counted in full, since it
     * was paid, and later requests make up for it.
     *
     * @param cost what it came to, at least 0, finite
     * @throws IllegalStateException if it is settled already
     */
    public void settle(double cost) {
        if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a cost of " + cost);
        }
        if (!settled.compareAndSet(false, true)) {
            throw new IllegalStateException("settled already");
        }
        keeper.settle(action.worst(), cost);
    }

    /** Counts the worst case unless it is settled. */
    @Override
    public void close() {
        if (settled.compareAndSet(false, true)) {
            keeper.settle(action.worst(), action.worst());
        }
    }
}
