package dev.hone.budget.spend;

import dev.hone.core.HoneException;
import java.util.Comparator;
import java.util.List;

/**
 * The price at which held-out requests would have spent a mean budget: where a {@link SpendKeeper} starts.
 *
 * <p>At price p a request takes the action of largest {@code gain - p * cost}. As p rises no request ever takes a dearer action,
 * so the mean cost falls, and the price that meets the budget is found by halving. The search is over log p: gains per unit of
 * cost differ by orders of magnitude between samples, tokens and dollars.
 */
public final class StartPrice {
    private static final double SMALLEST = 1e-12; // of the best gain per unit of cost
    private static final int HALVINGS = 60;
    private static final Comparator<Action> CHEAPEST_AND_BEST =
            Comparator.comparingDouble(Action::cost).thenComparingDouble(action -> -action.gain());

    private StartPrice() {}

    /**
     * The smallest price, within rounding, at which the mean predicted cost is at most the budget.
     *
     * @param requests held-out requests with their actions, at least one of each
     * @param budget mean cost per request, more than 0
     * @return more than 0; where every request can have its best action, a price so low that it does; where even the cheapest
     *     actions cost more than the budget, the price at which every request takes its cheapest
     * @throws HoneException if there is no request, a request has no action, or none gains over its request's cheapest
     */
    public static double meeting(List<List<Action>> requests, double budget) {
        if (requests.stream().anyMatch(List::isEmpty)) {
            throw new HoneException("A held-out request has no action.", "offer at least one sample of one model");
        }
        double high = requests.stream().mapToDouble(StartPrice::steepest).max().orElse(0);
        if (high == 0) {
            throw new HoneException(
                    "None of " + requests.size() + " held-out requests gains from spending more.",
                    "give every request its cheapest action; there is nothing to share out");
        }
        double low = high * SMALLEST;
        if (mean(requests, low) <= budget) {
            return low;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (mean(requests, middle) <= budget) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static double mean(List<List<Action>> requests, double price) {
        return requests.stream()
                .mapToDouble(actions -> actions.get(Choice.best(actions, price, Double.POSITIVE_INFINITY)
                                .orElseThrow())
                        .cost())
                .average()
                .orElseThrow();
    }

    /** Largest gain per unit of cost over the cheapest action. */
    private static double steepest(List<Action> actions) {
        Action cheapest = actions.stream().min(CHEAPEST_AND_BEST).orElseThrow();
        return actions.stream()
                .filter(action -> action.cost() > cheapest.cost())
                .mapToDouble(action -> (action.gain() - cheapest.gain()) / (action.cost() - cheapest.cost()))
                .filter(slope -> slope > 0)
                .max()
                .orElse(0);
    }
}
