package dev.hone.budget.spend;

import java.util.List;

/** Every request gets the same: the best mix of two actions for everyone that costs a given total. */
final class Uniform {
    private Uniform() {}

    /** Expected quality of each request; the mix is read off the upper hull of the actions' total cost and total quality. */
    static double[] atEqualCost(List<Arrival> stream, double total) {
        int actions = stream.getFirst().actions().size();
        double[] costs = new double[actions];
        double[] qualities = new double[actions];
        for (Arrival arrival : stream) {
            for (int a = 0; a < actions; a++) {
                costs[a] += arrival.drawn()[a];
                qualities[a] += arrival.quality()[a];
            }
        }
        List<Integer> hull = PrefixPlan.hull(costs, qualities);
        int h = 0;
        while (h + 2 < hull.size() && costs[hull.get(h + 1)] < total) {
            h++;
        }
        int low = hull.get(h);
        int high = hull.get(h + 1);
        double share = Math.clamp((total - costs[low]) / (costs[high] - costs[low]), 0, 1);
        return stream.stream()
                .mapToDouble(arrival -> (1 - share) * arrival.quality()[low] + share * arrival.quality()[high])
                .toArray();
    }
}
