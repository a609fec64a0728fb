package dev.hone.budget.arms;

import dev.hone.core.HoneException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Chooses one action for each query of a batch so that the summed quality is as large as a total cost allows.
 *
 * <p>The problem is a knapsack with one choice a query: maximise the sum of {@code q(x, a)} over the chosen actions while their
 * costs sum to at most the total. Its Lagrangian puts a price mu on cost; then every query decides alone, for the action of
 * largest {@code q(x, a) - mu * cost(x, a)}, which lies on the upper hull of the query's actions ({@link Hull}). As mu falls
 * from infinity the queries walk up their hulls, and the steps are taken in order of what a unit of cost buys. So there is
 * nothing to search: sorted steps are the plans of all prices, and the price of a total is the worth of the step that no
 * longer fits.
 *
 * <p>A plan at a price is the best of all plans that cost no more than it does (Everett 1963). Between two such costs some
 * budget is left, which goes to the steps, and then to any better action, that still fit. That can fall short of the optimum
 * by at most the gain of one step; a batch of a few queries, where a step is much, is solved exactly ({@link ExactAllocation}).
 * With one arm and costs in samples every step costs 1, nothing is ever left over, and the plan is that of
 * {@link dev.hone.budget.allocation.Allocation}.
 */
public final class ActionAllocation {
    /** Relative slack for sums of costs that differ by rounding only. */
    private static final double ROUNDING = 1e-9;

    /** Largest batch that is worth solving exactly. */
    private static final int FEW = 12;

    private final Options options;
    private final int[] cheapest; // [queries]
    private final List<Hull.Step> steps; // what buys most per unit of cost first

    /** Prepares all plans of a batch; one sort of the steps of all hulls. */
    public ActionAllocation(Options options) {
        this.options = options;
        cheapest = IntStream.range(0, options.queries())
                .map(query -> Hull.cheapest(options, query))
                .toArray();
        List<Hull.Step> all = new ArrayList<>();
        for (int query = 0; query < options.queries(); query++) {
            double worth = Double.POSITIVE_INFINITY;
            for (Hull.Step step : Hull.steps(options, query)) {
                worth = Math.min(
                        worth, step.worth()); // levels a rise within rounding, or a query would step out of turn
                all.add(new Hull.Step(query, step.from(), step.to(), step.cost(), worth(step, worth)));
            }
        }
        all.sort(Comparator.comparingDouble(Hull.Step::worth).reversed().thenComparingInt(Hull.Step::query));
        steps = List.copyOf(all);
    }

    private static double worth(Hull.Step step, double level) {
        return step.cost() > 0 ? level * step.cost() : step.gain();
    }

    /** The least that the batch can cost. */
    public double least() {
        return options.cost(cheapest);
    }

    /** What the batch costs if every query has its best action. */
    public double most() {
        return least() + steps.stream().mapToDouble(Hull.Step::cost).sum();
    }

    /**
     * The best plan within a total cost.
     *
     * @return the index of an action for every query
     * @throws HoneException if the total is below the cost of the cheapest plan
     */
    public int[] within(double total) {
        double room = room(total);
        int[] plan = cheapest.clone();
        for (Hull.Step step : steps) {
            if (step.cost() <= room && plan[step.query()] == step.from()) {
                plan[step.query()] = step.to();
                room -= step.cost();
            }
        }
        spend(plan, room);
        if (options.queries() > FEW) {
            return plan;
        }
        return ExactAllocation.within(options, total * (1 + ROUNDING))
                .filter(exact -> options.quality(exact) > options.quality(plan) + ROUNDING)
                .orElse(plan);
    }

    /** Gives what is left to the better actions that still fit, best buy first. */
    private void spend(int[] plan, double room) {
        double left = room;
        for (Upgrade upgrade = best(plan, left); upgrade.query() >= 0; upgrade = best(plan, left)) {
            plan[upgrade.query()] = upgrade.action();
            left -= upgrade.cost();
        }
    }

    private record Upgrade(int query, int action, double cost, double worth) {}

    private Upgrade best(int[] plan, double left) {
        Upgrade best = new Upgrade(-1, -1, 0, 0);
        for (int query = 0; query < plan.length; query++) {
            double[] quality = options.quality()[query];
            double[] cost = options.cost()[query];
            for (int a = 0; a < quality.length; a++) {
                double gain = quality[a] - quality[plan[query]];
                double more = cost[a] - cost[plan[query]];
                double worth = gain / Math.max(more, Double.MIN_NORMAL);
                if (gain > ROUNDING && more <= left && worth > best.worth()) {
                    best = new Upgrade(query, a, more, worth);
                }
            }
        }
        return best;
    }

    /**
     * The price at which a batch spends a total: what a unit of cost buys in the first step that no longer fits; 0 if every
     * step does. Learnt on held-out queries, it is the streaming policy of {@link Options#best}.
     *
     * @throws HoneException if the total is below the cost of the cheapest plan
     */
    public double price(double total) {
        double room = room(total);
        for (Hull.Step step : steps) {
            room -= step.cost();
            if (room < 0) {
                return step.worth();
            }
        }
        return 0;
    }

    /** The plan of a price: each query by itself. */
    public int[] at(double price) {
        if (!(price >= 0)) {
            throw new HoneException("The price is " + price + ".", "give quality per unit of cost, 0 or more");
        }
        return IntStream.range(0, options.queries())
                .map(query -> options.best(query, price))
                .toArray();
    }

    private double room(double total) {
        double least = least();
        if (!(total >= least * (1 - ROUNDING)) || Double.isInfinite(total)) {
            int n = Math.max(1, options.queries());
            throw new HoneException(
                    String.format(
                            Locale.ROOT,
                            "The budget is %.4g per query; the cheapest way to answer costs %.4g.",
                            total / n,
                            least / n),
                    "raise the budget, or add a cheaper arm");
        }
        return total - least + ROUNDING * Math.max(1, total);
    }

    /** Actions of a plan. */
    public List<Action> actions(int[] plan) {
        return Arrays.stream(plan).mapToObj(options.actions()::get).toList();
    }
}
