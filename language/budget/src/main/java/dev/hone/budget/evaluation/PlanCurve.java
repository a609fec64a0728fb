package dev.hone.budget.evaluation;

import java.util.Arrays;

/**
 * One policy's plans for the report queries at every whole mean budget from {@code first} on, with what each query costs and
 * how good its answer is under each plan. Quality against cost, joined by straight lines, is the policy's curve.
 *
 * <p>All means are weighted: weights of 1 give the measured curve, the counts of a bootstrap resample give its curve with
 * the plans kept. A resample changes cost as well as quality, since it draws queries with their budgets.
 */
final class PlanCurve {
    private static final double TIE = 1e-9;

    private final Curves curves;
    private final int first;
    private final float[][] cost; // [budgets][queries]
    private final float[][] quality; // [budgets][queries]

    /**
     * A curve to be filled in.
     *
     * @param first the smallest mean budget: the floor
     * @param last the largest
     */
    PlanCurve(Curves curves, int first, int last) {
        this.curves = curves;
        this.first = first;
        cost = new float[last - first + 1][curves.queries()];
        quality = new float[last - first + 1][curves.queries()];
    }

    int first() {
        return first;
    }

    int last() {
        return first + cost.length - 1;
    }

    /** Under the plan of a mean budget, gives a query its samples. */
    void set(int mean, int query, double budget) {
        cost[mean - first][query] = (float) budget;
        quality[mean - first][query] = (float) curves.at(query, budget);
    }

    /** What the plan of a mean budget gives a query. */
    double budget(int mean, int query) {
        return cost[mean - first][query];
    }

    /** Mean quality under the plan of a mean budget. */
    double quality(int mean, Weights weights) {
        return weights.mean(quality[mean - first]);
    }

    /** Mean samples per query that the plan of a mean budget really spends. */
    double cost(int mean, Weights weights) {
        return weights.mean(cost[mean - first]);
    }

    /**
     * The least cost at which the curve reaches each quality.
     *
     * @param targets ascending
     * @return as many costs; NaN where it never does
     */
    double[] costToReach(double[] targets, Weights weights) {
        double[] costs = new double[targets.length];
        int reached = 0;
        double before = Double.NaN;
        for (int mean = first; mean <= last() && reached < targets.length; mean++) {
            double now = quality(mean, weights);
            for (; reached < targets.length && now >= targets[reached] - TIE; reached++) {
                double cost = cost(mean, weights);
                if (mean > first && now > before) {
                    double share = Math.clamp((targets[reached] - before) / (now - before), 0, 1);
                    double costBefore = cost(mean - 1, weights);
                    cost = costBefore + share * (cost - costBefore);
                }
                costs[reached] = cost;
            }
            before = now;
        }
        Arrays.fill(costs, reached, costs.length, Double.NaN);
        return costs;
    }
}
