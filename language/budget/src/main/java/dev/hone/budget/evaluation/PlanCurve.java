package dev.hone.budget.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One policy's plans for the report queries at every whole mean budget from {@code first} on, with what each query costs and
 * how good its answer is under each plan. Quality against cost, joined by straight lines, is the policy's curve.
 *
 * <p>Between whole budgets a plan made in advance loses next to nothing by the straight line, which a mix of both plans
 * attains. A policy that looks at samples bends most between one and two samples per query; its curve has steps there too.
 *
 * <p>All means are weighted: weights of 1 give the measured curve, the counts of a bootstrap resample give its curve with
 * the plans kept. A resample changes cost as well as quality, since it draws queries with their budgets.
 */
public final class PlanCurve {
    private static final double TIE = 1e-9;

    private final Curves curves;
    private final double[] means; // [steps], ascending
    private final int[] wholes; // the step of each whole mean budget, from the first
    private final float[][] cost; // [steps][queries]
    private final float[][] quality; // [steps][queries]

    /**
     * A curve to be filled in.
     *
     * @param first the smallest mean budget: the floor
     * @param last the largest
     */
    PlanCurve(Curves curves, int first, int last) {
        this(curves, IntStream.rangeClosed(first, last).asDoubleStream().toArray());
    }

    private PlanCurve(Curves curves, double[] means) {
        this.curves = curves;
        this.means = means;
        wholes = IntStream.range(0, means.length)
                .filter(step -> means[step] == Math.rint(means[step]))
                .toArray();
        cost = new float[means.length][curves.queries()];
        quality = new float[means.length][curves.queries()];
    }

    /** A curve with steps between whole budgets: eighths up to 2, quarters up to 4, halves up to 8. */
    static PlanCurve fine(Curves curves, int first, int last) {
        return new PlanCurve(
                curves,
                IntStream.rangeClosed(0, 8 * (last - first))
                        .filter(eighth -> {
                            int at = 8 * first + eighth;
                            return at % (at < 16 ? 1 : at < 32 ? 2 : at < 64 ? 4 : 8) == 0;
                        })
                        .mapToDouble(eighth -> first + eighth / 8.0)
                        .toArray());
    }

    /**
     * A curve that was filled in before.
     *
     * @param means ascending, whole ones without a gap among them [steps]
     * @param cost [steps][queries]
     * @param quality [steps][queries]
     */
    public static PlanCurve of(double[] means, float[][] cost, float[][] quality) {
        // every cell is set, so nothing is ever looked up in the measured curves
        PlanCurve curve = new PlanCurve(new Curves(new double[cost[0].length][1]), means);
        for (int step = 0; step < means.length; step++) {
            curve.cost[step] = cost[step].clone();
            curve.quality[step] = quality[step].clone();
        }
        return curve;
    }

    /** The same curve of some of the queries, by their places. */
    PlanCurve among(int[] places) {
        float[][] costs = new float[means.length][places.length];
        float[][] qualities = new float[means.length][places.length];
        for (int step = 0; step < means.length; step++) {
            for (int i = 0; i < places.length; i++) {
                costs[step][i] = cost[step][places[i]];
                qualities[step][i] = quality[step][places[i]];
            }
        }
        return of(means, costs, qualities);
    }

    /** What a query costs at a step, counted from 0. */
    public float costAt(int step, int query) {
        return cost[step][query];
    }

    /** How good a query's answer is at a step. */
    public float qualityAt(int step, int query) {
        return quality[step][query];
    }

    /** The smallest mean budget. */
    public int first() {
        return (int) means[0];
    }

    /** The largest mean budget. */
    public int last() {
        return (int) means[means.length - 1];
    }

    /** How many mean budgets there are, fractions included. */
    public int steps() {
        return means.length;
    }

    /** The mean budget of a step, counted from 0. */
    public double mean(int step) {
        return means[step];
    }

    private int step(int mean) {
        return wholes[mean - first()];
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
        setStep(step(mean), query, samples, answer);
    }

    /** The same at a step, which may be between whole mean budgets. */
    public void setStep(int step, int query, double samples, double answer) {
        cost[step][query] = (float) samples;
        quality[step][query] = (float) answer;
    }

    /** What the plan of a mean budget gives a query. */
    public double budget(int mean, int query) {
        return cost[step(mean)][query];
    }

    /** How good a query's answer is under the plan of a mean budget. */
    public double quality(int mean, int query) {
        return quality[step(mean)][query];
    }

    /** Mean quality under the plan of a mean budget. */
    double quality(int mean, Weights weights) {
        return weights.mean(quality[step(mean)]);
    }

    /** Mean samples per query that the plan of a mean budget really spends. */
    double cost(int mean, Weights weights) {
        return weights.mean(cost[step(mean)]);
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
        for (int step = 0; step < means.length && reached < targets.length; step++) {
            double now = weights.mean(quality[step]);
            for (; reached < targets.length && now >= targets[reached] - TIE; reached++) {
                double price = weights.mean(cost[step]);
                if (step > 0 && now > before) {
                    double share = Math.clamp((targets[reached] - before) / (now - before), 0, 1);
                    double priceBefore = weights.mean(cost[step - 1]);
                    price = priceBefore + share * (price - priceBefore);
                }
                costs[reached] = price;
            }
            before = now;
        }
        Arrays.fill(costs, reached, costs.length, Double.NaN);
        return costs;
    }
}
