package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticRuleTest {
    private static LogisticRule rule(double weight) {
        return new LogisticRule(
                List.of(
                        new LogisticRule.Point(1, -1, List.of(0.0), List.of(1.0)),
                        new LogisticRule.Point(4, -2, List.of(2.0), List.of(2.0))),
                List.of(weight));
    }

    private static double logit(LogisticRule rule, int drawn, double feature) {
        double p = rule.chance(drawn, new double[] {feature});
        return Math.log(p / (1 - p));
    }

    @Test
    void at_a_point_it_is_the_offset_and_the_standardised_feature() {
        assertEquals(-1 + 0.5, logit(rule(0.5), 1, 1), 1e-9);
        assertEquals(-2 + 0.5 * 1, logit(rule(0.5), 4, 4), 1e-9);
    }

    @Test
    void between_points_it_is_interpolated_in_the_logarithm() {
        // 2 is half-way from 1 to 4; there the mean is 1 and the deviation 1.5
        assertEquals(-1.5 + 0.5 * (4 - 1) / 1.5, logit(rule(0.5), 2, 4), 1e-9);
    }

    @Test
    void beyond_the_last_point_only_the_offset_falls_on() {
        assertEquals(-3 + 0.5 * 1, logit(rule(0.5), 16, 4), 1e-9);
    }

    @Test
    void what_lies_far_outside_counts_as_four_deviations() {
        assertEquals(-1 + 0.5 * 4, logit(rule(0.5), 1, 1e9), 1e-9);
        assertEquals(-1 - 0.5 * 4, logit(rule(0.5), 1, -1e9), 1e-9);
    }

    @Test
    void a_feature_that_never_varied_says_nothing() {
        LogisticRule flat =
                new LogisticRule(List.of(new LogisticRule.Point(1, -1, List.of(3.0), List.of(0.0))), List.of(2.0));
        assertEquals(-1, logit(flat, 1, 7), 1e-9);
    }

    @Test
    void without_weights_it_is_blind() {
        assertTrue(rule(0).isBlind());
        assertFalse(rule(0.1).isBlind());
        assertThrows(IllegalArgumentException.class, () -> new LogisticRule(List.of(), List.of()));
    }
}
