package dev.hone.budget.arms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exact plan of a small batch: query by query, every partial plan that no other beats in both cost and quality is kept
 * (Nemhauser and Ullmann 1969). How many are kept can double with every query, so the search gives up beyond a limit.
 */
final class ExactAllocation {
    private static final int LIMIT = 20_000;

    /** A choice for the first queries. */
    private record Partial(
            double cost,
            double quality,
            int action,
            @Nullable Partial before) {}

    private ExactAllocation() {}

    /** The plan of largest quality among those that cost at most {@code total}; empty if there are too many to look at. */
    static Optional<int[]> within(Options options, double total) {
        double[] rest = leastOfLater(options);
        List<Partial> kept = List.of(new Partial(0, 0, -1, null));
        for (int query = 0; query < options.queries(); query++) {
            List<Partial> longer = new ArrayList<>();
            for (Partial partial : kept) {
                for (int a = 0; a < options.actions().size(); a++) {
                    double cost = partial.cost() + options.cost()[query][a];
                    if (cost + rest[query + 1] <= total) {
                        longer.add(new Partial(cost, partial.quality() + options.quality()[query][a], a, partial));
                    }
                }
            }
            kept = undominated(longer);
            if (kept.size() > LIMIT) {
                return Optional.empty();
            }
        }
        // the last has the largest quality: along what is kept, quality rises with cost
        return kept.isEmpty() ? Optional.empty() : Optional.of(plan(kept.getLast(), options.queries()));
    }

    /** The least that the queries from each place on can cost. [queries + 1] */
    private static double[] leastOfLater(Options options) {
        double[] rest = new double[options.queries() + 1];
        for (int query = options.queries() - 1; query >= 0; query--) {
            rest[query] = rest[query + 1] + options.cost()[query][Hull.cheapest(options, query)];
        }
        return rest;
    }

    private static List<Partial> undominated(List<Partial> partials) {
        partials.sort(Comparator.comparingDouble(Partial::cost).thenComparingDouble(p -> -p.quality()));
        List<Partial> kept = new ArrayList<>();
        for (Partial partial : partials) {
            if (kept.isEmpty() || partial.quality() > kept.getLast().quality()) {
                kept.add(partial);
            }
        }
        return kept;
    }

    private static int[] plan(Partial last, int queries) {
        int[] plan = new int[queries];
        Partial at = last;
        for (int query = queries - 1; query >= 0 && at != null; query--) {
            plan[query] = at.action();
            at = at.before();
        }
        return plan;
    }
}
