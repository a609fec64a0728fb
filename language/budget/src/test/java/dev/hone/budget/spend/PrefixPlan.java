package dev.hone.budget.spend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The best plan in hindsight: all requests are known, and at every prefix the cost so far stays below a limit.
 *
 * <p>Each request's actions are replaced by the upper concave hull of (cost, gain), cut into segments of falling gain per cost; a
 * segment may be taken in part, so the plan is an upper bound for whole actions. The prefixes are nested, so the feasible amounts
 * form a polymatroid and greedy is exact: take segments in order of gain per cost, each as far as the tightest prefix that
 * contains its request allows. A tree of minima over the prefixes' slack makes that {@code O(segments * log n)}.
 */
final class PrefixPlan {
    private record Segment(int request, int from, int to, double cost, double slope) {}

    private final double[] cost;
    private final double[] quality;

    /**
     * @param costs of the actions, any order [requests][actions]
     * @param gains by which the plan is made [requests][actions]
     * @param qualities by which it is judged [requests][actions]
     * @param limits most that requests 0 to i may cost; infinite where there is no limit [requests]
     */
    PrefixPlan(double[][] costs, double[][] gains, double[][] qualities, double[] limits) {
        int n = costs.length;
        cost = new double[n];
        quality = new double[n];
        List<Segment> segments = new ArrayList<>();
        double[] slack = new double[n];
        double base = 0;
        for (int i = 0; i < n; i++) {
            List<Integer> hull = hull(costs[i], gains[i]);
            int first = hull.getFirst();
            cost[i] = costs[i][first];
            quality[i] = qualities[i][first];
            base += cost[i];
            slack[i] = limits[i] - base;
            for (int h = 1; h < hull.size(); h++) {
                int from = hull.get(h - 1);
                int to = hull.get(h);
                double length = costs[i][to] - costs[i][from];
                segments.add(new Segment(i, from, to, length, (gains[i][to] - gains[i][from]) / length));
            }
        }
        segments.sort(Comparator.comparingDouble((Segment s) -> -s.slope()).thenComparingInt(Segment::request));
        SlackTree tree = new SlackTree(slack);
        for (Segment s : segments) {
            double taken = Math.clamp(tree.least(s.request()), 0, s.cost());
            if (taken > 0) {
                tree.take(s.request(), taken);
                cost[s.request()] += taken;
                quality[s.request()] +=
                        taken / s.cost() * (qualities[s.request()][s.to()] - qualities[s.request()][s.from()]);
            }
        }
    }

    /** The rule's limit at every prefix. */
    static double[] prefixes(SpendRule rule, int requests) {
        double[] limits = new double[requests];
        Arrays.setAll(limits, i -> rule.limit(i + 1));
        return limits;
    }

    /** One limit for the whole batch: the mean budget. */
    static double[] batch(double budget, int requests) {
        double[] limits = new double[requests];
        Arrays.fill(limits, Double.POSITIVE_INFINITY);
        limits[requests - 1] = requests * budget;
        return limits;
    }

    /** Cost of each request. */
    double[] cost() {
        return cost.clone();
    }

    /** Quality of each request. */
    double[] quality() {
        return quality.clone();
    }

    /** Indices on the upper concave hull, from the cheapest action up to the one that gains most. */
    static List<Integer> hull(double[] costs, double[] gains) {
        List<Integer> order = new ArrayList<>();
        for (int a = 0; a < costs.length; a++) {
            order.add(a);
        }
        order.sort(Comparator.comparingDouble((Integer a) -> costs[a]).thenComparingDouble(a -> -gains[a]));
        List<Integer> hull = new ArrayList<>();
        for (int a : order) {
            if (!hull.isEmpty() && gains[a] <= gains[hull.getLast()]) {
                continue;
            }
            while (hull.size() >= 2
                    && slope(costs, gains, hull.getLast(), a)
                            >= slope(costs, gains, hull.get(hull.size() - 2), hull.getLast())) {
                hull.removeLast();
            }
            hull.add(a);
        }
        return hull;
    }

    private static double slope(double[] costs, double[] gains, int from, int to) {
        return (gains[to] - gains[from]) / (costs[to] - costs[from]);
    }

    /** Slack of every prefix; asks for the least from a request on, and takes from all of these, in logarithmic time. */
    private static final class SlackTree {
        private final int leaves;
        private final double[] least;
        private final double[] taken;

        SlackTree(double[] slack) {
            leaves = Integer.highestOneBit(Math.max(1, slack.length - 1)) * 2;
            least = new double[2 * leaves];
            taken = new double[2 * leaves];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            System.arraycopy(slack, 0, least, leaves, slack.length);
            for (int node = leaves - 1; node > 0; node--) {
                least[node] = Math.min(least[2 * node], least[2 * node + 1]);
            }
        }

        /** Least slack of the prefixes that contain a request. */
        double least(int request) {
            int node = leaves + request;
            double value = least[node];
            while (node > 1) {
                if ((node & 1) == 0) {
                    value = Math.min(value, least[node + 1]);
                }
                node /= 2;
                value -= taken[node];
            }
            return value;
        }

        void take(int request, double amount) {
            int node = leaves + request;
            least[node] -= amount;
            while (node > 1) {
                if ((node & 1) == 0) {
                    least[node + 1] -= amount;
                    taken[node + 1] += node + 1 < leaves ? amount : 0;
                }
                node /= 2;
                least[node] = Math.min(least[2 * node], least[2 * node + 1]) - taken[node];
            }
        }
    }
}
