package dev.hone.budget.spend;

import dev.hone.core.DualVariable;
import dev.hone.core.HoneException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps the mean cost of a stream of requests within a budget, whatever arrives, and spends the budget where it gains most.
 *
 * <p><b>Within the budget.</b> A request's worst case is reserved before its call and what the call did not use is returned after
 * it. An action is only chosen if spent + reserved + its worst case stays below {@link SpendRule#limit} of the requests that have
 * arrived, this one included. The limit never falls, and a return only lowers the sum; so no order of arrivals, no number of calls
 * under way and no wrong prediction of gain or cost can break it. What can: a call that costs more than its stated worst case, and
 * {@link BelowCheapest#CHEAPEST}. The last of the room is kept for the cheapest actions of the next requests, so that a dear one
 * does not have them refused.
 *
 * <p><b>Where it gains most.</b> A request takes the action of largest {@code gain - price * cost}. The limit is on all requests so
 * far, so what easy requests leave is banked for hard ones. With b for the bank, {@code requests * budget - spent - peak}, each
 * settled cost c moves the price by dual ascent on
 *
 * <pre>  log price += rate * (c - budget - b / horizon) / budget        rate = 4 / horizon</pre>
 *
 * <p>that is, the price is right when the stream costs the budget plus one horizon-th of the bank. Without the last term a price that
 * began too high would leave its early savings unspent for ever. Near a balance where demand falls in proportion to log price, by
 * about the budget per unit, log price and bank form a critically damped second-order system: the bank returns to zero within a
 * horizon and does not swing. The peak is the most that was lately set aside at once; leaving it in the bank means that the next
 * burst of calls under way, each at its worst case, still finds room, and is not cut to the cheapest actions.
 *
 * <p>The step is on the logarithm because gains per sample, per token and per dollar differ by orders of magnitude. All methods are
 * safe for any number of threads.
 */
public final class SpendKeeper {
    private static final double RANGE = 1e3; // the price stays within this factor of its start
    private static final double DAMPING = 4;
    private static final int SPARE_CALLS = 10;

    private final SpendRule rule;
    private long requests;
    private double spent;
    private double reserved;
    private double peak;
    private DualVariable price;

    /** A keeper before its first request. */
    public SpendKeeper(SpendRule rule) {
        this(rule, SpendState.start(rule.startPrice()));
    }

    /**
     * A keeper that goes on where another stopped or crashed.
     *
     * @param state as {@link #snapshot} gave it; what was under way counts at its worst case
     */
    public SpendKeeper(SpendRule rule, SpendState state) {
        SpendState settled = state.afterCrash();
        this.rule = rule;
        requests = settled.requests();
        spent = settled.spent();
        double floor = rule.startPrice() / RANGE;
        double cap = rule.startPrice() * RANGE;
        price = new DualVariable(
                Math.clamp(settled.price(), floor, cap), floor, cap, DAMPING / rule.horizon(), DualVariable.Rule.LOG);
    }

    /**
     * Chooses an action for the next request and sets its worst case aside. The caller settles the reservation when the cost is
     * known, best in a try-with-resources.
     *
     * @param actions what can be done, at least one
     * @return empty if the request is refused: no action fits, and the rule is {@link BelowCheapest#REFUSE}
     * @throws HoneException if there is no action
     */
    public synchronized Optional<Reservation> reserve(List<Action> actions) {
        if (actions.isEmpty()) {
            throw new HoneException("A request came without an action.", "offer at least one sample of one model");
        }
        requests++;
        double room = Math.max(0, rule.limit(requests) - spent - reserved); // what is free always fits
        int cheapest = Choice.cheapest(actions);
        double least = actions.get(cheapest).worst();
        double spare = SPARE_CALLS * least;
        OptionalInt fitting = Choice.best(actions, price.value(), room - spare);
        if (fitting.isEmpty() && least > room && rule.below() == BelowCheapest.REFUSE) {
            adapt(0);
            return Optional.empty();
        }
        int choice = fitting.orElse(cheapest);
        Action action = actions.get(choice);
        reserved += action.worst();
        peak = Math.max(reserved + spare, peak * (1 - 1.0 / rule.horizon()));
        return Optional.of(new Reservation(this, choice, action));
    }

    /** A consistent record of everything above, also while calls are under way; the peak is learnt anew after a restart. */
    public synchronized SpendState snapshot() {
        return new SpendState(requests, spent, reserved, price.value());
    }

    synchronized void settle(double worst, double cost) {
        reserved = Math.max(0, reserved - worst); // sums of doubles may miss zero by rounding
        spent += cost;
        adapt(cost);
    }

    private void adapt(double cost) {
        double bank = requests * rule.budget() - spent - peak;
        double allowance = rule.budget() + Math.min(bank / rule.horizon(), rule.budget());
        price = price.after((cost - allowance) / rule.budget());
    }
}
