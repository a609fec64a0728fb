package dev.hone.budget.spend;

import dev.hone.core.HoneException;

/**
 * All that a {@link SpendKeeper} must remember to go on after a restart.
 *
 * @param requests that arrived, refused ones included
 * @param spent by those that are settled, in the keeper's unit
 * @param reserved for those that are under way, at their worst case
 * @param price gain that a unit of cost must bring, more than 0
 */
public record SpendState(long requests, double spent, double reserved, double price) {
    /**
     * @throws HoneException if a number is negative or not finite, or the price is 0
     */
    public SpendState {
        if (!(requests >= 0 && isAmount(spent) && isAmount(reserved) && isAmount(price) && price > 0)) {
            throw new HoneException(
                    "A spend record holds " + requests + " requests, " + spent + " spent, " + reserved
                            + " reserved and a price of " + price + ".",
                    "delete the record to count from zero");
        }
    }

    /** Before the first request. */
    public static SpendState start(double price) {
        return new SpendState(0, 0, 0, price);
    }

    /** Mean cost per request so far, everything under way at its worst case; 0 before the first. */
    public double mean() {
        return requests == 0 ? 0 : (spent + reserved) / requests;
    }

    /**
     * As it stands after a crash: a call that was under way may have been made and nobody will say what it cost, so it counts
     * at its worst case.
     */
    public SpendState afterCrash() {
        return new SpendState(requests, spent + reserved, 0, price);
    }

    private static boolean isAmount(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }
}
