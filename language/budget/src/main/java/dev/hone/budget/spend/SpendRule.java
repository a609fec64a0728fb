package dev.hone.budget.spend;

import dev.hone.core.HoneException;

/**
 * What a {@link SpendKeeper} holds to. Costs are in one unit: samples, tokens or money.
 *
 * @param budget mean cost per request, more than 0
 * @param startPrice gain that a unit of cost must bring before anything was seen, more than 0: {@link StartPrice}
 * @param tolerance share of the budget by which the running mean may pass it, at least 0
 * @param grace requests that count as arrived from the start: until then the total may run ahead of the mean
 * @param horizon requests over which unspent budget is spent and the price follows the traffic; a longer one banks more in easy
 *     times for hard ones and learns a wrong start price more slowly
 * @param below when even the cheapest action does not fit
 */
public record SpendRule(
        double budget, double startPrice, double tolerance, int grace, int horizon, BelowCheapest below) {
    /**
     * @throws HoneException if a number is out of its range or not finite
     */
    public SpendRule {
        require(budget > 0 && budget < Double.POSITIVE_INFINITY, "mean budget", budget, "give a budget above 0");
        require(
                startPrice > 0 && startPrice < Double.POSITIVE_INFINITY,
                "start price",
                startPrice,
                "take the price that a plan for held-out queries comes to");
        require(
                tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY,
                "tolerance",
                tolerance,
                "give a share of 0 or more, such as 0.01");
        require(grace >= 1, "grace", grace, "give 1 or more requests");
        require(horizon >= 1, "horizon", horizon, "give 1 or more requests");
    }

    /** One per cent of tolerance from 200 requests on, and requests are refused where the budget is below the cheapest call. */
    public static SpendRule of(double budget, double startPrice) {
        return new SpendRule(budget, startPrice, .01, 200, 1_000, BelowCheapest.REFUSE);
    }

    /** The same with another answer to requests that no action fits. */
    public SpendRule withBelow(BelowCheapest other) {
        return new SpendRule(budget, startPrice, tolerance, grace, horizon, other);
    }

    /** The same with another horizon, in requests. */
    public SpendRule withHorizon(int requests) {
        return new SpendRule(budget, startPrice, tolerance, grace, requests, below);
    }

    /** The most that may be spent and reserved when {@code requests} have arrived. */
    public double limit(long requests) {
        return (1 + tolerance) * budget * Math.max(requests, grace);
    }

    private static void require(boolean holds, String name, double value, String advice) {
        if (!holds) {
            throw new HoneException("The " + name + " is " + value + ".", advice);
        }
    }
}
