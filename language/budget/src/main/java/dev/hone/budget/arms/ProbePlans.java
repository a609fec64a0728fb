package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.List;

/** Plans for a batch of probed queries, and what they cost and bring: every probe is paid for, also where the strong arm is called. */
final class ProbePlans {
    /** What becomes of a query under a plan. */
    interface Score {
        /**
         * Takes one query's.
         *
         * @param place in the batch
         */
        void add(int place, double cost, double quality);
    }

    private final ArmedQueries queries;
    private final double[][] cost; // measured, of all queries
    private final Router router;
    private final Probes probes;
    private final int weak;
    private final int strong;

    ProbePlans(ArmedQueries queries, double[][] cost, Router router, Probes probes) {
        this.queries = queries;
        this.cost = cost;
        this.router = router;
        this.probes = probes;
        this.weak = router.mix().cheapest();
        this.strong = router.mix().best();
    }

    /** Plans the answers of one order, at shares of the way in cost from the cheapest arm to the best. */
    Plans of(List<Probed> batch, int order, Seeds seeds) {
        double[][] quality = new double[batch.size()][];
        double[][] expected = new double[batch.size()][];
        for (int k = 0; k < quality.length; k++) {
            Probed one = batch.get(k);
            quality[k] = one.probes() == 0 ? one.forecast().quality() : gains(one.gains()[order]);
            expected[k] = one.probes() == 0 ? one.forecast().cost() : costs(one);
        }
        return new Plans(batch, order, new Batch(Options.arms(queries.arms(), quality, expected), seeds));
    }

    /** Of the arms only the strong one is worth a second call; the weak one stands for its answer that was seen. */
    private double[] gains(double gain) {
        double[] gains = new double[queries.arms().size()];
        gains[strong] = gain;
        return gains;
    }

    private double[] costs(Probed one) {
        double seen = one.probes() * cost[one.query()][weak]; // known by then
        double[] costs = new double[queries.arms().size()];
        Arrays.fill(costs, seen + one.forecast().cost()[strong]); // other arms cost as much and bring nothing
        costs[weak] = seen;
        return costs;
    }

    /** A batch's plans. */
    final class Plans {
        private final List<Probed> queriesOf;
        private final int order;
        private final Batch batch;

        private Plans(List<Probed> queriesOf, int order, Batch batch) {
            this.queriesOf = queriesOf;
            this.order = order;
            this.batch = batch;
        }

        /** Scores the plan at a share. */
        void score(double share, Score score) {
            int[] plan = batch.within(router.mix().costAt(share) * queriesOf.size());
            for (int k = 0; k < plan.length; k++) {
                Probed one = queriesOf.get(k);
                int i = one.query();
                if (one.probes() == 0) {
                    score.add(k, cost[i][plan[k]], queries.quality(i, plan[k]));
                } else {
                    boolean on = plan[k] == strong;
                    score.add(
                            k,
                            one.probes() * cost[i][weak] + (on ? cost[i][strong] : 0),
                            on ? queries.quality(i, strong) : probes.reward(i, order));
                }
            }
        }
    }
}
