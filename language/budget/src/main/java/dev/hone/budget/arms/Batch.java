package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import java.util.stream.IntStream;

/**
 * The plans of a batch, with ties broken by a seeded order and not by the order of the file: where all queries look alike
 * the first of them must not be favoured, since a file is often sorted by task.
 */
public final class Batch {
    private final int[] order; // place in the allocation -> query
    private final ActionAllocation allocation;

    /** @param seeds of the order */
    public Batch(Options options, Seeds seeds) {
        order = IntStream.range(0, options.queries()).toArray();
        var random = seeds.generator();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        double[][] quality = new double[order.length][];
        double[][] cost = new double[order.length][];
        for (int place = 0; place < order.length; place++) {
            quality[place] = options.quality()[order[place]];
            cost[place] = options.cost()[order[place]];
        }
        allocation = new ActionAllocation(new Options(options.actions(), quality, cost));
    }

    /** The best plan within a total cost, or the cheapest if even that costs more. */
    public int[] within(double total) {
        int[] placed = allocation.within(Math.max(total, allocation.least()));
        int[] plan = new int[placed.length];
        for (int place = 0; place < placed.length; place++) {
            plan[order[place]] = placed[place];
        }
        return plan;
    }

    /** The price at which the batch spends a total. */
    double price(double total) {
        return allocation.price(Math.max(total, allocation.least()));
    }
}
