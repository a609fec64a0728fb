package dev.hone.budget.spend;

import java.util.List;
import java.util.OptionalInt;

/** Choosing one action of a request. */
final class Choice {
    private Choice() {}

    /**
     * The action of largest {@code gain - price * cost} among those whose worst case fits; of equal ones the cheapest, then the
     * first. Empty if none fits.
     */
    static OptionalInt best(List<Action> actions, double price, double room) {
        int best = -1;
        double value = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < actions.size(); a++) {
            Action action = actions.get(a);
            if (action.worst() > room) {
                continue;
            }
            double net = action.gain() - price * action.cost();
            if (best < 0
                    || net > value
                    || (net == value && action.cost() < actions.get(best).cost())) {
                best = a;
                value = net;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** The action of least worst case; of equal ones that of least predicted cost, then the first. */
    static int cheapest(List<Action> actions) {
        int least = 0;
        for (int a = 1; a < actions.size(); a++) {
            int order =
                    Double.compare(actions.get(a).worst(), actions.get(least).worst());
            if (order < 0
                    || (order == 0 && actions.get(a).cost() < actions.get(least).cost())) {
                least = a;
            }
        }
        return least;
    }
}
