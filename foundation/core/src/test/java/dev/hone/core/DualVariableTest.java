package dev.hone.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.DualVariable.Rule;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DualVariableTest {
    private static DualVariable at(double value, double rate, Rule rule) {
        return new DualVariable(value, .01, 10, rate, rule);
    }

    @Test
    void each_rule_moves_by_its_own_formula() {
        assertEquals(2 + .1 * 3, at(2, .1, Rule.PROJECTED).after(3).value(), 1e-15);
        assertEquals(2 * Math.exp(-.1 * 3), at(2, .1, Rule.LOG).after(-3).value(), 1e-15);
        assertEquals(2 - .1, at(2, .1, Rule.SIGN).after(-3).value(), 1e-15);
        assertEquals(2, at(2, .1, Rule.SIGN).after(0).value());
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void floor_and_cap_are_kept_and_can_be_left(Rule rule) {
        DualVariable price = at(1, .5, rule);
        for (int i = 0; i < 100; i++) {
            price = price.after(1);
        }
        assertEquals(10, price.value());
        assertTrue(price.after(-1).value() < 10);
        for (int i = 0; i < 100; i++) {
            price = price.after(-1);
        }
        assertEquals(.01, price.value());
        assertTrue(price.after(1).value() > .01);
    }

    @Test
    void an_endless_violation_ends_at_the_cap() {
        assertEquals(
                10, at(1, .5, Rule.PROJECTED).after(Double.POSITIVE_INFINITY).value());
        assertEquals(10, at(1, .5, Rule.LOG).after(Double.POSITIVE_INFINITY).value());
        assertEquals(1.5, at(1, .5, Rule.SIGN).after(Double.POSITIVE_INFINITY).value());
    }

    /** Demand at price p is a noisy 4 / p and the constraint a mean of 2, so the price that meets it is 2. */
    @ParameterizedTest
    @EnumSource(Rule.class)
    void ascent_finds_the_price_at_which_the_constraint_holds_on_average(Rule rule) {
        RandomGenerator noise = Seeds.of(5).child(rule.name()).generator();
        DualVariable price = at(.5, .005, rule);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            double demand = 4 / price.value() + noise.nextGaussian();
            price = price.after(demand - 2);
            sum += i < 10_000 ? 0 : price.value();
        }
        assertEquals(2, sum / 10_000, .1);
    }

    @Test
    void ends_and_steps_that_make_no_sense_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new DualVariable(1, 2, 3, .1, Rule.PROJECTED));
        assertThrows(IllegalArgumentException.class, () -> new DualVariable(4, 2, 3, .1, Rule.PROJECTED));
        assertThrows(IllegalArgumentException.class, () -> new DualVariable(1, -1, 3, .1, Rule.PROJECTED));
        assertThrows(IllegalArgumentException.class, () -> new DualVariable(Double.NaN, 0, 3, .1, Rule.PROJECTED));
        assertThrows(IllegalArgumentException.class, () -> new DualVariable(1, 0, 3, 0, Rule.PROJECTED));
        assertThrows(IllegalArgumentException.class, () -> new DualVariable(1, 0, 3, .1, Rule.LOG));
        assertThrows(IllegalArgumentException.class, () -> at(1, .1, Rule.LOG).after(Double.NaN));
    }
}
