package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.allocation.BestOf;
import dev.hone.budget.allocation.Gains;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final Evaluation EVALUATION = new Evaluation(Seeds.of(1), 300, .95);

    private static Guard guard(boolean right) {
        double[][] curves = new double[200][];
        double[] predicted = new double[200];
        for (int i = 0; i < curves.length; i++) {
            int successes = i % 2 == 0 ? 1 : 48;
            curves[i] = BestOf.binary(64, successes, 32);
            predicted[i] = ((i % 2 == 0) == right ? 1 : 48) / 64.0;
        }
        return Guard.test(Gains.bernoulli(predicted, 32), new Curves(curves), 0, EVALUATION);
    }

    @Test
    void predictions_that_hold_are_let_through() {
        Guard guard = guard(true);
        assertTrue(guard.supports(4) && guard.supports(8));
        assertTrue(guard.reason(8).startsWith("predictor: "), guard.reason(8));
    }

    @Test
    void predictions_that_mislead_are_not() {
        Guard guard = guard(false);
        for (int budget : new int[] {1, 2, 4, 8, 16}) {
            assertFalse(guard.supports(budget), "at " + budget);
        }
        assertTrue(guard.reason(8).startsWith("uniform: "), guard.reason(8));
    }

    @Test
    void the_nearest_trial_in_ratio_speaks() {
        Guard guard = new Guard(
                List.of(new Guard.Check(2, new Interval(.1, .05, .2)), new Guard.Check(8, new Interval(.1, -.05, .2))));
        assertTrue(guard.supports(3.9));
        assertFalse(guard.supports(4.1));
        assertFalse(guard.supports(100));
        assertTrue(guard.supports(.5));
    }

    @Test
    void too_few_queries_close_it() {
        Guard guard = Guard.test(
                Gains.bernoulli(new double[] {.5}, 4), new Curves(new double[][] {{0, .5, .6, .7, .8}}), 0, EVALUATION);
        assertEquals(Guard.closed(), guard);
        assertFalse(guard.supports(4));
        assertTrue(guard.reason(4).contains("too few"));
    }
}
