package dev.hone.budget.allocation;

/**
 * Allocation by a price: every query gets each sample that gains at least the price, and the price is what makes the total
 * come out. The threshold form of {@link Allocation}, equal to it sample for sample; useful where a query must be decided
 * without seeing the others, since a price needs no batch.
 *
 * <p>The price is found by bisection over the bit patterns of non-negative doubles, whose order is the order of the numbers:
 * at most 63 halvings end at the exact gain where the total is crossed, whatever its magnitude.
 */
public final class PriceAllocation {
    private PriceAllocation() {}

    /**
     * The same plan as {@link Allocation#greedy}: samples above the price, then samples at the price in order of the queries
     * until the total is met.
     */
    public static int[] allocate(Gains gains, double mean, int floor) {
        long total = Allocation.total(gains.queries(), mean, floor);
        double price = price(gains, mean, floor);
        int[] budgets = new int[gains.queries()];
        long left = total;
        for (int i = 0; i < budgets.length; i++) {
            budgets[i] = Math.max(floor, gains.unitsWorth(i, price, true));
            left -= budgets[i];
        }
        for (int i = 0; i < budgets.length && left > 0 && price > 0; i++) {
            int more = (int) Math.min(left, Math.max(floor, gains.unitsWorth(i, price, false)) - budgets[i]);
            budgets[i] += more;
            left -= more;
        }
        return budgets;
    }

    /** The smallest price at which no more than {@code n * mean} samples gain strictly more than it; 0 if all are affordable. */
    public static double price(Gains gains, double mean, int floor) {
        long total = Allocation.total(gains.queries(), mean, floor);
        long low = 0;
        long high = Double.doubleToRawLongBits(Double.MAX_VALUE);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (count(gains, Double.longBitsToDouble(middle), floor) <= total) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Double.longBitsToDouble(low);
    }

    private static long count(Gains gains, double price, int floor) {
        long count = 0;
        for (int i = 0; i < gains.queries(); i++) {
            count += Math.max(floor, gains.unitsWorth(i, price, true));
        }
        return count;
    }
}
