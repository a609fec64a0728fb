package dev.hone.budget.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The streaming form of {@link SharedBudget}: a query that comes by itself goes on while its next sample is worth at least a
 * price. The price of a mean budget is the one that spent it on held-out queries.
 *
 * <p>Worths come in steps, most of all for 0/1 rewards, so that often one price spends too much and the next too little. Then a
 * share of the queries, by chance, also draws samples that are worth exactly the price.
 *
 * @param steps by mean budget, ascending from 1
 */
public record PriceRule(List<Step> steps) {
    /** Prices that are kept for every further sample of the mean budget. */
    private static final int FINENESS = 8;

    /**
     * The price of one mean budget.
     *
     * @param mean samples per query on average
     * @param price least worth of a further sample
     * @param share of the queries that also draw samples worth exactly that, in [0, 1]
     */
    public record Step(double mean, double price, double share) {
        boolean draws(double worth, double chance) {
            return worth > price || (worth == price && worth > 0 && chance < share);
        }
    }

    public PriceRule {
        steps = List.copyOf(steps);
    }

    /**
     * The prices that spend mean budgets from 1 to the cap.
     *
     * @param worths of the samples after the first, in all orders of all held-out queries [replays][cap - 1], falling
     */
    static PriceRule meeting(double[][] worths, int cap) {
        double[] sorted = Arrays.stream(worths)
                .flatMapToDouble(Arrays::stream)
                .filter(w -> w > 0)
                .sorted()
                .toArray();
        List<Step> steps = new ArrayList<>();
        for (int eighth = 0; eighth <= FINENESS * (cap - 1); eighth++) {
            double mean = 1 + (double) eighth / FINENESS;
            long wanted = (long) ((mean - 1) * worths.length);
            double price = wanted == 0
                    ? Double.MAX_VALUE
                    : wanted >= sorted.length ? 0 : sorted[(int) (sorted.length - wanted)];
            steps.add(new Step(mean, price, share(sorted, price, wanted)));
        }
        return new PriceRule(steps);
    }

    /** Of the worths that equal a price, the share that is wanted beyond those above it. */
    private static double share(double[] sorted, double price, long wanted) {
        long above = Arrays.stream(sorted).filter(w -> w > price).count();
        long equal = Arrays.stream(sorted).filter(w -> w == price).count();
        return equal == 0 ? 0 : (double) (wanted - above) / equal;
    }

    /** The price of a mean budget; between two that of the smaller, so that it is not overspent. */
    public Step at(double mean) {
        int step = (int) Math.floor((mean - 1) * FINENESS + 1e-9);
        return steps.get(Math.clamp(step, 0, steps.size() - 1));
    }
}
