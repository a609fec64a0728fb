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
     * @param likeness to many queries
     * @param columns where in {@code likeness} the fitted ones are, in their order
     * @param guarded whether a regime that failed its test is replaced by averages
     */
    Forecast forecast(Query query, float[] likeness, int[] columns, double[] means, boolean guarded) {
        Neighbourhood around = new Neighbourhood(fitted.columns());
        float nearest = 0;
        for (int j = 0; j < columns.length; j++) {
            float similarity = likeness[columns[j]];
            nearest = Math.max(nearest, similarity);
            around.add(similarity, fitted.rows()[j]);
        }
        boolean seen = nearest >= familiar;
        Regime regime = seen ? known : unseen;
        if (guarded && !regime.supported()) {
            return new Forecast(mix.qualities(), mix.qualities(), mix.costs());
        }
        return forecast(query, regime.head(), around, means);
    }

    private Forecast forecast(Query query, ArmHead head, Neighbourhood around, double[] means) {
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
