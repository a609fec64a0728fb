package dev.hone.budget.arms;

import dev.hone.lm.Query;

/**
 * Predicts from a query what each arm's answer will be worth and what it will cost, from graded queries like it.
 *
 * <p>Queries of a kind that was seen and queries like none before are two different problems: near neighbours tell which arm
 * is needed, distant ones often mislead. So there are two regimes, each with its own head and its own test, and a query
 * belongs to the first if its nearest neighbour is nearer than {@code familiar}. Where a regime's test failed, its queries
 * count as average ones, which makes the plan for them the best fixed mix of arms.
 *
 * @param costs what an answer costs
 * @param fitted what was learnt from, by query
 * @param mix what can be had without looking at queries
 * @param known for queries whose kind was seen
 * @param unseen for the others
 * @param familiar least likeness of the nearest neighbour of a query whose kind was seen, in [0, 1]
 */
record Router(Costs costs, Outcomes fitted, FixedMix mix, Regime known, Regime unseen, double familiar) {
    /**
     * The forecast for a query.
     *
     * @param around all fitted queries
     * @param guarded whether a regime that failed its test is replaced by averages
     */
    Forecast forecast(Query query, Neighbourhood around, double[] means, boolean guarded) {
        Regime regime = knows(around) ? known : unseen;
        if (guarded && !regime.supported()) {
            return new Forecast(mix.qualities(), mix.qualities(), mix.costs());
        }
        return forecast(query, regime, around, means);
    }

    /** Whether a query's kind was seen. */
    boolean knows(Neighbourhood around) {
        return around.nearest() >= familiar;
    }

    /** The forecast for a query as one of a kind. */
    Forecast forecast(Query query, Regime regime, Neighbourhood around, double[] means) {
        ArmHead head = regime.head();
        return new Forecast(
                head.quality(around, means, fitted),
                head.rewards(around, means, fitted),
                cost(query, head.lengths(around, means, fitted)));
    }

    private double[] cost(Query query, double[] lengths) {
        double[] cost = new double[lengths.length];
        for (int a = 0; a < cost.length; a++) {
            cost[a] = costs.of(query, a, lengths[a]);
        }
        return cost;
    }
}
