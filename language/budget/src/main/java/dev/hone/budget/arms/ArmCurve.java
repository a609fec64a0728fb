package dev.hone.budget.arms;

/**
 * One policy's plans for the reported queries at every share, with what each query costs and how good its answer is under
 * each: sums over ways of folding, which are then means. Quality against cost, joined by straight lines, is the curve.
 */
final class ArmCurve {
    /** Steps between the cheapest arm and the best. */
    static final int STEPS = 20;

    private final double[][] cost; // [shares][queries]
    private final double[][] quality; // [shares][queries]

    ArmCurve(int queries) {
        cost = new double[STEPS + 1][queries];
        quality = new double[STEPS + 1][queries];
    }

    static double share(int step) {
        return step / (double) STEPS;
    }

    /** Adds what a query costs and gains under the plan of a share. */
    void add(int step, int query, double cost, double quality) {
        this.cost[step][query] += cost;
        this.quality[step][query] += quality;
    }

    /** The curve summed up by clusters of queries, whose weights a resample then changes. */
    Summary summary(int[] clusterOf, int clusters, double replicates) {
        double[][] costs = new double[STEPS + 1][clusters];
        double[][] qualities = new double[STEPS + 1][clusters];
        for (int step = 0; step <= STEPS; step++) {
            for (int i = 0; i < clusterOf.length; i++) {
                costs[step][clusterOf[i]] += cost[step][i] / replicates;
                qualities[step][clusterOf[i]] += quality[step][i] / replicates;
            }
        }
        return new Summary(costs, qualities);
    }

    /** Sums of cost and quality by share and cluster. */
    static final class Summary {
        private final double[][] cost; // [shares][clusters]
        private final double[][] quality; // [shares][clusters]

        private Summary(double[][] cost, double[][] quality) {
            this.cost = cost;
            this.quality = quality;
        }

        /** The curve when every cluster counts as often as {@code counts} says, of so many queries in all. */
        Line line(int[] counts, double queries) {
            double[] x = new double[STEPS + 1];
            double[] y = new double[STEPS + 1];
            for (int step = 0; step <= STEPS; step++) {
                double costs = 0;
                double qualities = 0;
                for (int c = 0; c < counts.length; c++) {
                    costs += counts[c] * cost[step][c];
                    qualities += counts[c] * quality[step][c];
                }
                x[step] = costs / queries;
                y[step] = qualities / queries;
            }
            return new Line(x, y);
        }
    }

    /** Mean quality by mean cost. */
    static final class Line {
        private final double[] cost; // [shares]
        private final double[] quality; // [shares]

        Line(double[] cost, double[] quality) {
            this.cost = cost;
            this.quality = quality;
        }

        /** The cost at a share of the way from the first point to the last. */
        double cost(double share) {
            return cost[0] + share * (cost[STEPS] - cost[0]);
        }

        /** Quality at a cost; beyond either end that of the end. */
        double at(double wanted) {
            for (int step = 1; step < cost.length; step++) {
                if (cost[step] >= wanted) {
                    double width = cost[step] - cost[step - 1];
                    double share = width > 0 ? Math.clamp((wanted - cost[step - 1]) / width, 0, 1) : 1;
                    return quality[step - 1] + share * (quality[step] - quality[step - 1]);
                }
            }
            return quality[cost.length - 1];
        }

        /** Mean height over another line, over that one's costs, which are evenly spaced. */
        double over(Line other) {
            double area = 0;
            for (int step = 0; step <= STEPS; step++) {
                double weight = step == 0 || step == STEPS ? 0.5 : 1; // trapezoids
                area += weight * (at(other.cost[step]) - other.quality[step]) / STEPS;
            }
            return area;
        }
    }
}
