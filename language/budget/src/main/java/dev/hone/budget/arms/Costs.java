package dev.hone.budget.arms;

import dev.hone.core.HoneException;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.format.Prices;
import java.util.List;
import java.util.Optional;

/**
 * What one answer of each arm costs.
 *
 * @param unit what is counted
 * @param arms their names
 * @param prices of the arms, in dollars per million tokens; empty unless the unit is money
 */
public record Costs(CostUnit unit, List<String> arms, List<Price> prices) {
    private static final double CHARACTERS_PER_TOKEN = 4;

    public Costs {
        arms = List.copyOf(arms);
        prices = List.copyOf(prices);
        if (prices.size() != (unit == CostUnit.MONEY ? arms.size() : 0)) {
            throw new IllegalArgumentException(prices.size() + " prices of " + arms.size() + " arms in " + unit);
        }
    }

    /**
     * Costs in a unit.
     *
     * @throws HoneException if money is counted and there are no prices, or they lack an arm
     */
    public static Costs of(CostUnit unit, List<String> arms, Optional<Prices> prices) {
        if (unit != CostUnit.MONEY) {
            return new Costs(unit, arms, List.of());
        }
        Prices known = prices.orElseThrow(() -> new HoneException(
                "Money is counted and there are no prices.",
                "give --prices FILE: {\"" + arms.getFirst() + "\": {\"input\": …, \"output\": …}, …}"));
        return new Costs(unit, arms, arms.stream().map(known::of).toList());
    }

    /** Whether costs depend on how long answers are. */
    public boolean countsTokens() {
        return unit != CostUnit.SAMPLES;
    }

    /**
     * The cost of one answer, in the unit.
     *
     * @param outputTokens length of the answer; not looked at where calls are counted
     */
    public double of(Query query, int arm, double outputTokens) {
        return switch (unit) {
            case SAMPLES -> arms.size() == 2 ? arm : 1;
            case TOKENS -> outputTokens;
            case MONEY ->
                (prices.get(arm).input() * query.text().length() / CHARACTERS_PER_TOKEN
                                + prices.get(arm).output() * outputTokens)
                        / 1e6;
        };
    }

    /**
     * The cost of one of several samples, in the unit. Where calls are counted every sample is one, whichever arm draws it.
     *
     * @param promptTokens of the query; a sample pays for its prompt, which some servers bill once for several
     */
    public double ofSample(double promptTokens, int arm, double outputTokens) {
        return switch (unit) {
            case SAMPLES -> 1;
            case TOKENS -> outputTokens;
            case MONEY ->
                (prices.get(arm).input() * promptTokens + prices.get(arm).output() * outputTokens) / 1e6;
        };
    }

    /**
     * What the answers in a pool cost on average.
     *
     * @return [queries][arms]
     * @throws HoneException if answers are counted by their length and one has none
     */
    public double[][] measured(ArmedQueries queries) {
        double[][] cost = new double[queries.size()][arms.size()];
        for (int i = 0; i < cost.length; i++) {
            for (int a = 0; a < arms.size(); a++) {
                double tokens = queries.tokens(i, a);
                if (countsTokens() && Double.isNaN(tokens)) {
                    throw new HoneException(
                            "The query '" + queries.queries().get(i).id() + "' has no 'tokens' in arm '" + arms.get(a)
                                    + "'.",
                            "count calls instead: --cost samples");
                }
                cost[i][a] = of(queries.queries().get(i), a, tokens);
            }
        }
        return cost;
    }
}
