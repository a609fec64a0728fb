package dev.hone.budget.evaluation;

import java.util.Arrays;

/**
 * One policy's plans for the report queries at every whole mean budget from {@code first} on, with what each query costs and
 * how good its answer is under each plan. Quality against cost, joined by straight lines, is the policy's curve.
 *
 * <p>All means are weighted: weights of 1 give the measured curve, the counts of a bootstrap resample give its curve with
 * the plans kept. A resample changes cost as well as quality, since it draws queries with their budgets.
 */
public final class PlanCurve {
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

    /** The smallest mean budget. */
    public int first() {
        return first;
    }

    /** The largest mean budget. */
    public int last() {
        return first + cost.length - 1;
    }

    /** Under the plan of a mean budget, gives a query its samples. */
    public void set(int mean, int query, double budget) {
        set(mean, query, budget, curves.at(query, budget));
    }

    /**
     * Under the policy of a mean budget, says what a query costs and how good its answer is, where both depend on what its
     * samples are: their means over orders of the samples.
     *
     * @param samples mean samples of the query
     * @param answer mean quality of its answer
     */
    public void set(int mean, int query, double samples, double answer) {
        cost[mean - first][query] = (float) samples;
        quality[mean - first][query] = (float) answer;
    }

    /** What the plan of a mean budget gives a query. */
    public double budget(int mean, int query) {
        return cost[mean - first][query];
    }

    /** How good a query's answer is under the plan of a mean budget. */
    public double quality(int mean, int query) {
        return quality[mean - first][query];
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
