package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.allocation.Gains;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanCurveTest {
    /** Two queries: one succeeds half of the time, one never. */
    private static final Curves CURVES = new Curves(new double[][] {{0, .5, .75, .875, .9375}, {0, 0, 0, 0, 0}});

    private static final Weights ONES = Weights.ones(2);
    private static final int[] BOTH = {0, 1};

    private static PlanCurve uniform() {
        PlanCurve curve = new PlanCurve(CURVES, 0, 4);
        Plans.uniform(curve, BOTH);
        return curve;
    }

    private static PlanCurve greedy() {
        PlanCurve curve = new PlanCurve(CURVES, 0, 4);
        Plans.greedy(curve, BOTH, Gains.bernoulli(new double[] {.5, 1e-9}, 4), 0);
        return curve;
    }

    @Test
    void a_plan_that_leaves_the_hopeless_alone_costs_half() {
        PlanCurve plan = greedy();
        assertEquals(2, plan.budget(1, 0), 0);
        assertEquals(0, plan.budget(1, 1), 0);
        double[] costs = plan.costToReach(new double[] {.25, .375}, ONES);
        // at mean 1 the plan has quality .375, which uniform has at 2; .25 lies two thirds of the way there
        assertArrayEquals(new double[] {2 / 3.0, 1}, costs, 1e-6);
    }

    @Test
    void what_is_never_reached_has_no_cost() {
        double[] costs = uniform().costToReach(new double[] {.25, .6}, ONES);
        assertEquals(1, costs[0], 1e-6);
        assertTrue(Double.isNaN(costs[1]));
    }

    @Test
    void uniform_reaches_its_own_quality_at_its_own_budget() {
        PlanCurve uniform = uniform();
        double[] targets = {uniform.quality(1, ONES), uniform.quality(2, ONES), uniform.quality(4, ONES)};
        assertArrayEquals(new double[] {1, 2, 4}, uniform.costToReach(targets, ONES), 0);
    }

    @Test
    void a_resample_changes_cost_as_well_as_quality() {
        Weights onlyFirst = new Weights(new short[] {2, 0});
        assertEquals(2, greedy().cost(1, onlyFirst), 1e-6);
        assertEquals(.75, greedy().quality(1, onlyFirst), 1e-6);
        assertEquals(0, greedy().cost(1, new Weights(new short[] {0, 2})), 0);
    }

    @Test
    void a_floor_moves_the_start_of_the_curve() {
        PlanCurve curve = new PlanCurve(CURVES, 1, 4);
        Plans.greedy(curve, BOTH, Gains.bernoulli(new double[] {.5, 1e-9}, 4), 1);
        assertEquals(1, curve.budget(2, 1), 0);
        assertEquals(3, curve.budget(2, 0), 0);
        assertEquals(1, curve.costToReach(new double[] {.1}, ONES)[0], 0, "nothing is cheaper than the floor");
    }

    @Test
    void fractions_are_scored_as_the_mix_they_stand_for() {
        assertEquals(.5625, CURVES.at(0, 1.25), 1e-12);
        assertEquals(.9375, CURVES.at(0, 4), 0);
    }

    @Test
    void rows_of_uniform_are_one_and_early_stopping_is_its_draws() {
        Measures measures = new Measures(List.of(1, 2), new Resamples(BOTH, 200, Seeds.of(1)), 2);
        measures.uniform(uniform()).forEach(row -> assertEquals(new Interval(1, 1, 1), row.ratio(), row.toString()));
        PlanCurve stopping = new PlanCurve(CURVES, 1, 2);
        for (int query : BOTH) {
            stopping.set(1, query, 1, CURVES.at(query, 1));
            stopping.set(2, query, query == 0 ? 1.5 : 2, CURVES.at(query, 2));
        }
        List<Row> early = measures.capped(Policy.EARLY_STOP, List.of(stopping));
        assertEquals(.875, early.get(1).ratio().estimate(), 1e-6);
        assertEquals(.375, early.get(1).quality().estimate(), 1e-6);
        List<Row> plan = measures.policy(Policy.PLAN, List.of(greedy(), uniform()), uniform());
        assertEquals((2 / 3.0 + 1) / 2, plan.get(0).ratio().estimate(), 1e-6, "replicates are averaged");
    }

    @Test
    void resamples_draw_whole_clusters() {
        int[] clusters = {7, 7, 3, 3, 3, 9};
        for (Weights weights : new Resamples(clusters, 50, Seeds.of(2)).drawn()) {
            float[] first = {1, 0, 0, 0, 0, 0};
            float[] second = {0, 1, 0, 0, 0, 0};
            assertEquals(weights.mean(first), weights.mean(second), 0);
        }
    }

    @Test
    void one_cluster_leaves_everything_open() {
        Interval interval = new Resamples(new int[] {4, 4}, 50, Seeds.of(2)).interval(.5, new double[50]);
        assertEquals(Interval.unbounded(.5), interval);
    }

    @Test
    void the_mean_of_many_values_is_their_mean() {
        for (int n = 1; n < 12; n++) {
            float[] values = new float[n];
            IntStream.range(0, values.length).forEach(i -> values[i] = i);
            assertEquals((n - 1) / 2.0, Weights.ones(n).mean(values), 1e-12);
        }
    }
}
