package dev.hone.budget.arms;

import java.util.ArrayList;
import java.util.List;

/**
 * The upper concave hull of one query's options in the plane of cost and quality: what some price makes the best choice.
 * Along it quality rises and what a unit of cost buys never rises. An option below the hull is never the best at any price;
 * one that lies on a straight stretch of it is kept, so that equal gains are spent one at a time.
 */
final class Hull {
    /** Relative distance within which three points count as one line. */
    private static final double ROUNDING = 1e-9;

    /** From one option of the hull to the next, which is dearer and better. */
    record Step(int query, int from, int to, double cost, double gain) {
        /** Quality per unit of cost; above every price where the step is free. */
        double worth() {
            return cost > 0 ? gain / cost : Double.POSITIVE_INFINITY;
        }
    }

    private Hull() {}

    /** The cheapest option; of equally cheap ones the best. */
    static int cheapest(Options options, int query) {
        return order(options, query)[0];
    }

    /** The steps from the cheapest option up, in order; empty if no other is better. */
    static List<Step> steps(Options options, int query) {
        int[] order = order(options, query);
        double[] quality = options.quality()[query];
        double[] cost = options.cost()[query];
        List<Integer> hull = new ArrayList<>(List.of(order[0]));
        for (int option : order) {
            if (quality[option] <= quality[hull.getLast()]) {
                continue;
            }
            while (hull.size() > 1 && below(quality, cost, hull.get(hull.size() - 2), hull.getLast(), option)) {
                hull.removeLast();
            }
            hull.add(option);
        }
        List<Step> steps = new ArrayList<>();
        for (int k = 1; k < hull.size(); k++) {
            int from = hull.get(k - 1);
            int to = hull.get(k);
            steps.add(new Step(query, from, to, cost[to] - cost[from], quality[to] - quality[from]));
        }
        return steps;
    }

    /** Options from cheap to dear, of equally cheap ones the best first; few, so inserted one by one. */
    private static int[] order(Options options, int query) {
        double[] quality = options.quality()[query];
        double[] cost = options.cost()[query];
        int[] order = new int[cost.length];
        for (int a = 0; a < order.length; a++) {
            int at = a;
            while (at > 0 && before(a, order[at - 1], quality, cost)) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = a;
        }
        return order;
    }

    private static boolean before(int a, int b, double[] quality, double[] cost) {
        return cost[a] < cost[b] || (cost[a] == cost[b] && quality[a] > quality[b]);
    }

    /** Whether the middle point lies below the line from the first to the last, by more than rounding. */
    private static boolean below(double[] quality, double[] cost, int first, int middle, int last) {
        double short1 = (quality[middle] - quality[first]) * (cost[last] - cost[first]);
        double short2 = (quality[last] - quality[first]) * (cost[middle] - cost[first]);
        return short1 < short2 - ROUNDING * Math.max(Math.abs(short1), Math.abs(short2));
    }
}
