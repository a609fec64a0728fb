package dev.hone.budget.spend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrefixPlanTest {
    private static final double[][] COSTS = {{0, 1, 2, 3}};

    /** With whole limits and samples of cost 1 no segment is cut, so the best whole plan is the best plan. */
    @Property(tries = 300)
    void equals_brute_force(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
        RandomGenerator random = Seeds.of(seed).generator();
        double[][] costs = new double[n][];
        double[][] gains = new double[n][];
        double[] limits = new double[n];
        for (int i = 0; i < n; i++) {
            costs[i] = COSTS[0];
            double[] steps = random.doubles(3).sorted().toArray();
            gains[i] = new double[] {0, steps[2], steps[2] + steps[1], steps[2] + steps[1] + steps[0]};
            limits[i] = (i == 0 ? 0 : limits[i - 1]) + random.nextInt(4);
        }
        PrefixPlan plan = new PrefixPlan(costs, gains, gains, limits);
        assertEquals(best(gains, limits, 0, 0), Arrays.stream(plan.quality()).sum(), 1e-9);
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += plan.cost()[i];
            assertTrue(total <= limits[i] + 1e-9);
        }
    }

    private static double best(double[][] gains, double[] limits, int i, int used) {
        if (i == gains.length) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int b = 0; b <= 3 && used + b <= limits[i]; b++) {
            best = Math.max(best, gains[i][b] + best(gains, limits, i + 1, used + b));
        }
        return best;
    }

    @Test
    void an_early_limit_holds_back_what_a_batch_would_spend() {
        double[][] costs = {COSTS[0], COSTS[0]};
        double[][] gains = {{0, 9, 10, 11}, {0, 1, 1.5, 1.7}};
        assertArrayEquals(new double[] {3, 1}, new PrefixPlan(costs, gains, gains, new double[] {9, 4}).cost());
        assertArrayEquals(new double[] {1, 3}, new PrefixPlan(costs, gains, gains, new double[] {1, 4}).cost());
    }

    @Test
    void an_action_below_the_hull_is_never_taken_and_a_segment_may_be_cut() {
        double[][] costs = {{0, 1, 4}};
        double[][] gains = {{0, .1, 4}};
        PrefixPlan plan = new PrefixPlan(costs, gains, gains, new double[] {2});
        assertArrayEquals(new double[] {2}, plan.quality(), 1e-12);
    }
}
