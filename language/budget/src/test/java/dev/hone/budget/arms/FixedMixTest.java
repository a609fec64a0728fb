package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FixedMixTest {
    /** The second arm lies below the line from the first to the third; the fourth is dear and bad. */
    private final FixedMix mix = new FixedMix(List.of(.2, .3, .8, .7), List.of(1.0, 2.0, 3.0, 9.0));

    @Test
    void only_arms_on_the_hull_are_mixed() {
        assertEquals(0, mix.cheapest());
        assertEquals(2, mix.best());
        assertArrayEquals(new double[] {.5, 0, .5, 0}, mix.at(2), 1e-12);
    }

    @Test
    void beyond_the_hull_its_ends_stand() {
        assertArrayEquals(new double[] {1, 0, 0, 0}, mix.at(0), 0);
        assertArrayEquals(new double[] {0, 0, 1, 0}, mix.at(100), 0);
    }

    @Test
    void shares_run_from_the_cheapest_arm_to_the_best() {
        assertEquals(1, mix.costAt(0), 1e-12);
        assertEquals(2, mix.costAt(.5), 1e-12);
        assertEquals(3, mix.costAt(1), 1e-12);
    }

    @Test
    void the_price_is_what_the_next_step_buys_and_nothing_beyond_the_best_arm() {
        assertEquals(.3, mix.priceAt(1), 1e-12);
        assertEquals(.3, mix.priceAt(2.9), 1e-12);
        assertEquals(0, mix.priceAt(3), 0);
        assertEquals(0, mix.priceAt(100), 0);
    }
}
