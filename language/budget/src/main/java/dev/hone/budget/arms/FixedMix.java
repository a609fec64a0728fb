package dev.hone.budget.arms;

import java.util.List;

/**
 * What can be had without looking at queries: each arm for a fixed share of them. The best mix at a cost lies on the upper
 * hull of the arms' mean qualities and costs, so at most two arms are mixed.
 *
 * @param quality mean of each arm on the fitting queries [arms]
 * @param cost mean of each arm there, in the unit of costs [arms]
 */
public record FixedMix(List<Double> quality, List<Double> cost) {
    public FixedMix {
        quality = List.copyOf(quality);
        cost = List.copyOf(cost);
    }

    /** The arm of least cost, with which the hull begins. */
    public int cheapest() {
        return Hull.cheapest(options(), 0);
    }

    /** The arm of largest quality on the hull, with which it ends. */
    public int best() {
        List<Hull.Step> steps = Hull.steps(options(), 0);
        return steps.isEmpty() ? cheapest() : steps.getLast().to();
    }

    /** The cost at a share of the way from the cheapest arm to the best. */
    public double costAt(double share) {
        double from = cost.get(cheapest());
        return from + share * (cost.get(best()) - from);
    }

    /** Shares of the arms in the best mix at a cost, which is clamped to what the hull spans; they sum to 1. [arms] */
    public double[] at(double wanted) {
        double[] shares = new double[cost.size()];
        int arm = cheapest();
        for (Hull.Step step : Hull.steps(options(), 0)) {
            double from = cost.get(step.from());
            if (wanted <= from) {
                break;
            }
            if (wanted < from + step.cost()) {
                double share = (wanted - from) / step.cost();
                shares[step.from()] = 1 - share;
                shares[step.to()] = share;
                return shares;
            }
            arm = step.to();
        }
        shares[arm] = 1;
        return shares;
    }

    /** What a little more cost buys, quality per unit of cost; 0 where the best mix has been reached. */
    double priceAt(double wanted) {
        for (Hull.Step step : Hull.steps(options(), 0)) {
            if (wanted < cost.get(step.from()) + step.cost()) {
                return step.worth();
            }
        }
        return 0;
    }

    double[] qualities() {
        return quality.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] costs() {
        return cost.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Options options() {
        List<String> names = quality.stream().map(String::valueOf).toList();
        return Options.arms(names, new double[][] {qualities()}, new double[][] {costs()});
    }
}
