package dev.hone.budget.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartPriceTest {
    /** Two actions a request; the dear one of request i gains (i + 1) / 100 per unit of cost. */
    private static final List<List<Action>> HUNDRED = IntStream.range(0, 100)
            .mapToObj(i -> List.of(Action.exact(0, 1), Action.exact((i + 1) / 50.0, 3)))
            .toList();

    @Test
    void the_price_is_the_slope_at_which_the_budget_is_met() {
        assertEquals(.70, StartPrice.meeting(HUNDRED, 1.6), 1e-9); // thirty requests take the dear action
        assertEquals(.50, StartPrice.meeting(HUNDRED, 2), 1e-9);
    }

    @Test
    void a_budget_for_everything_makes_a_price_that_stops_nothing() {
        double price = StartPrice.meeting(HUNDRED, 3);
        assertTrue(price > 0 && price < .01, "price " + price);
    }

    @Test
    void a_budget_below_the_cheapest_makes_a_price_that_everyone_avoids() {
        assertEquals(1, StartPrice.meeting(HUNDRED, .5), 1e-9);
    }

    @Test
    void units_scale_the_price() {
        List<List<Action>> cents = HUNDRED.stream()
                .map(actions -> actions.stream()
                        .map(a -> Action.exact(a.gain(), a.cost() * 100))
                        .toList())
                .toList();
        assertEquals(.007, StartPrice.meeting(cents, 160), 1e-11);
    }

    @Test
    void without_anything_to_gain_there_is_no_price() {
        assertThrows(HoneException.class, () -> StartPrice.meeting(List.of(), 1));
        assertThrows(HoneException.class, () -> StartPrice.meeting(List.of(List.of()), 1));
        List<Action> flat = List.of(Action.exact(.5, 1), Action.exact(.5, 2));
        assertThrows(HoneException.class, () -> StartPrice.meeting(List.of(flat), 1));
    }
}
