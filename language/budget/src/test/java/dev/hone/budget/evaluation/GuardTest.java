package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.allocation.BestOf;
import dev.hone.budget.allocation.Gains;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static Guard guard(boolean right) {
        double[][] curves = new double[200][];
        double[] predicted = new double[200];
        for (int i = 0; i < curves.length; i++) {
            int successes = i % 2 == 0 ? 1 : 48;
            curves[i] = BestOf.binary(64, successes, 32);
            predicted[i] = ((i % 2 == 0) == right ? 1 : 48) / 64.0;
        }
        int[] alone = IntStream.range(0, curves.length).toArray();
        GuardTrial trial = new GuardTrial(alone, 32);
        trial.add(alone, Gains.bernoulli(predicted, 32), new Curves(curves));
        return trial.guard(Seeds.of(1));
    }

    @Test
    void predictions_that_hold_are_let_through_at_either_floor() {
        Guard guard = guard(true);
        assertTrue(guard.supports(4, 0) && guard.supports(8, 0) && guard.supports(4, 1) && guard.supports(8, 1));
        assertTrue(guard.reason(8, 1).startsWith("predictor: "), guard.reason(8, 1));
    }

    @Test
    void predictions_that_mislead_are_not() {
        Guard guard = guard(false);
        for (int budget : new int[] {1, 2, 4, 8, 16}) {
            assertFalse(guard.supports(budget, 0) || guard.supports(budget, 1), "at " + budget);
        }
        assertTrue(guard.reason(8, 0).startsWith("uniform: "), guard.reason(8, 0));
    }

    @Test
    void a_floor_that_leaves_nothing_to_plan_is_not_supported() {
        assertFalse(guard(true).supports(1, 1), "with one sample each there is no choice");
    }

    @Test
    void the_nearest_trial_in_ratio_speaks_and_only_of_its_floor() {
        Guard guard = new Guard(List.of(
                new Guard.Check(1, 2, new Interval(.1, .05, .2)), new Guard.Check(1, 8, new Interval(.1, -.05, .2))));
        assertTrue(guard.supports(3.9, 1));
        assertFalse(guard.supports(4.1, 1));
        assertFalse(guard.supports(100, 1));
        assertTrue(guard.supports(1.5, 1));
        assertFalse(guard.supports(2, 0), "floor 0 was not tried");
    }

    @Test
    void one_cluster_proves_nothing() {
        GuardTrial trial = new GuardTrial(new int[] {7, 7}, 4);
        double[] curve = {0, .5, .6, .7, .8};
        trial.add(
                new int[] {0, 1}, Gains.bernoulli(new double[] {.5, .1}, 4), new Curves(new double[][] {curve, curve}));
        Guard guard = trial.guard(Seeds.of(1));
        assertEquals(Guard.closed(), guard);
        assertFalse(guard.supports(4, 1));
        assertTrue(guard.reason(4, 1).startsWith("uniform: no predictor"), guard.reason(4, 1));
    }

    @Test
    void aPlanThatCouldNotDifferIsSaidToBeUntested() {
        Guard guard = new Guard(List.of(new Guard.Check(0, 8, new Interval(0, 0, 0))));
        assertTrue(guard.reason(8, 0).contains("where these are all there are to score, no plan can be tested"));
        Guard one = new Guard(List.of(new Guard.Check(0, 1, new Interval(.01, -.01, .02))));
        assertTrue(one.reason(1, 0).contains("at 1 sample per query"), one.reason(1, 0));
    }
}
