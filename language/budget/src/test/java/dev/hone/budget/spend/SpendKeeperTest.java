package dev.hone.budget.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendKeeperTest {
    private static final List<Action> MENU = List.of(new Action(0, 0, 0), new Action(.5, 2, 5), new Action(.6, 8, 20));

    private static SpendKeeper keeper(double budget, double price, BelowCheapest below) {
        return new SpendKeeper(SpendRule.of(budget, price).withBelow(below));
    }

    @Test
    void the_worst_case_is_set_aside_and_what_was_not_used_returned() {
        SpendKeeper keeper = keeper(4, .1, BelowCheapest.REFUSE);
        try (Reservation reservation = keeper.reserve(MENU).orElseThrow()) {
            assertEquals(1, reservation.choice());
            assertEquals(new SpendState(1, 0, 5, .1), keeper.snapshot());
            reservation.settle(3);
        }
        assertEquals(3, keeper.snapshot().spent());
        assertEquals(0, keeper.snapshot().reserved());
        assertEquals(3, keeper.snapshot().mean());
    }

    @Test
    void the_price_decides_which_action_is_worth_its_cost() {
        assertEquals(
                2,
                keeper(4, .01, BelowCheapest.REFUSE).reserve(MENU).orElseThrow().choice());
        assertEquals(
                1,
                keeper(4, .1, BelowCheapest.REFUSE).reserve(MENU).orElseThrow().choice());
        assertEquals(
                0,
                keeper(4, .3, BelowCheapest.REFUSE).reserve(MENU).orElseThrow().choice());
    }

    @Test
    void a_call_that_was_cut_off_counts_at_its_worst_case() {
        SpendKeeper keeper = keeper(4, .1, BelowCheapest.REFUSE);
        keeper.reserve(MENU).orElseThrow().close();
        assertEquals(5, keeper.snapshot().spent());
    }

    @Test
    void a_reservation_is_settled_once() {
        SpendKeeper keeper = keeper(4, .1, BelowCheapest.REFUSE);
        Reservation reservation = keeper.reserve(MENU).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> reservation.settle(-1));
        assertThrows(IllegalArgumentException.class, () -> reservation.settle(Double.NaN));
        reservation.settle(1);
        assertThrows(IllegalStateException.class, () -> reservation.settle(1));
        reservation.close();
        assertEquals(1, keeper.snapshot().spent());
    }

    @Test
    void a_call_that_broke_its_worst_case_is_counted_and_made_up_for() {
        SpendKeeper keeper = keeper(4, .1, BelowCheapest.REFUSE);
        keeper.reserve(MENU).orElseThrow().settle(900);
        assertEquals(900, keeper.snapshot().spent());
        for (int i = 0; i < 223; i++) {
            assertEquals(0, keeper.reserve(MENU).orElseThrow().choice(), "request " + i);
        }
        assertTrue(keeper.reserve(MENU).orElseThrow().choice() > 0);
    }

    @Test
    void below_the_cheapest_call_requests_are_refused_until_the_budget_has_grown() {
        List<Action> dear = List.of(Action.exact(1, 10));
        SpendKeeper keeper = keeper(4, .1, BelowCheapest.REFUSE);
        int answered = 0;
        for (int i = 0; i < 1_000; i++) {
            answered += keeper.reserve(dear).map(r -> 1).orElse(0);
            assertTrue(i < 200 || keeper.snapshot().mean() <= 4 * 1.01 + 1e-9);
        }
        assertEquals(404, answered);
    }

    @Test
    void or_each_gets_the_cheapest_call() {
        List<Action> dear = List.of(Action.exact(1, 30), Action.exact(.5, 10), Action.exact(1, 20));
        SpendKeeper keeper = keeper(4, .001, BelowCheapest.CHEAPEST);
        for (int i = 0; i < 1_000; i++) {
            int choice = keeper.reserve(dear).orElseThrow().choice();
            assertTrue(i < 100 || choice == 1, "request " + i + " took " + choice);
        }
    }

    @Test
    void one_dear_request_leaves_room_for_cheap_ones() {
        List<Action> menu = List.of(Action.exact(.1, 10), Action.exact(1, 797));
        SpendKeeper keeper = keeper(4, 1e-6, BelowCheapest.REFUSE);
        assertEquals(0, keeper.reserve(menu).orElseThrow().choice());
        for (int i = 0; i < 9; i++) {
            assertTrue(keeper.reserve(menu).isPresent());
        }
    }

    @Test
    void what_was_under_way_in_a_crash_counts_at_its_worst_case() {
        SpendRule rule = SpendRule.of(4, .1);
        SpendKeeper before = new SpendKeeper(rule);
        for (int i = 0; i < 50; i++) {
            before.reserve(MENU).orElseThrow().settle(1);
        }
        assertTrue(before.reserve(MENU).isPresent());
        SpendState state = before.snapshot();
        SpendState after = new SpendKeeper(rule, state).snapshot();
        assertEquals(new SpendState(51, state.spent() + state.reserved(), 0, state.price()), after);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.002, .05, 1})
    void a_wrong_start_price_is_learnt_and_its_savings_are_spent(double start) {
        SpendKeeper keeper = keeper(4, start, BelowCheapest.REFUSE);
        RandomGenerator random = Seeds.of(4).generator();
        for (int i = 0; i < 10_000; i++) {
            double worth = random.nextDouble();
            List<Action> menu = new ArrayList<>();
            for (int b = 0; b <= 16; b++) {
                menu.add(Action.exact(worth * Math.sqrt(b), b));
            }
            Reservation reservation = keeper.reserve(menu).orElseThrow();
            reservation.settle(reservation.action().cost());
        }
        assertEquals(4, keeper.snapshot().mean(), .12);
    }

    @Test
    void threads_together_stay_within_the_limit() throws Exception {
        SpendRule rule = SpendRule.of(4, .02);
        SpendKeeper keeper = new SpendKeeper(rule);
        List<Future<Double>> sums = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int t = 0; t < 16; t++) {
                Seeds seeds = Seeds.of(8).child(t);
                sums.add(pool.submit(() -> pay(keeper, rule, seeds.generator())));
            }
        }
        double paid = 0;
        for (Future<Double> sum : sums) {
            paid += sum.get();
        }
        SpendState end = keeper.snapshot();
        assertEquals(16 * 500, end.requests());
        assertEquals(paid, end.spent(), 1e-6);
        assertEquals(0, end.reserved(), 1e-6);
        assertTrue(end.mean() > .9 * 4, "spent " + end.mean());
    }

    private static double pay(SpendKeeper keeper, SpendRule rule, RandomGenerator random) {
        double paid = 0;
        for (int i = 0; i < 500; i++) {
            try (Reservation reservation = keeper.reserve(MENU).orElseThrow()) {
                SpendState now = keeper.snapshot();
                assertTrue(now.spent() + now.reserved() <= rule.limit(now.requests()) + 1e-9);
                LockSupport.parkNanos(1_000); // so that others reserve meanwhile
                double cost = reservation.action().worst() * random.nextDouble();
                reservation.settle(cost);
                paid += cost;
            }
        }
        return paid;
    }

    @Test
    void numbers_that_make_no_sense_are_refused_with_advice() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertAdvice(() -> SpendRule.of(bad, 1));
            assertAdvice(() -> SpendRule.of(1, bad));
        }
        assertAdvice(() -> new SpendRule(1, 1, -.1, 200, 1_000, BelowCheapest.REFUSE));
        assertAdvice(() -> new SpendRule(1, 1, .01, 0, 1_000, BelowCheapest.REFUSE));
        assertAdvice(() -> SpendRule.of(1, 1).withHorizon(0));
        assertAdvice(() -> Action.exact(1, -1));
        assertAdvice(() -> Action.exact(1, Double.NaN));
        assertAdvice(() -> Action.exact(Double.NaN, 1));
        assertAdvice(() -> new Action(1, 2, 1.9));
        assertAdvice(() -> new Action(1, 2, Double.POSITIVE_INFINITY));
        assertAdvice(() -> keeper(1, 1, BelowCheapest.CHEAPEST).reserve(List.of()));
        assertAdvice(() -> new SpendState(-1, 0, 0, 1));
        assertAdvice(() -> new SpendState(1, -1, 0, 1));
        assertAdvice(() -> new SpendState(1, 1, 0, 0));
        assertAdvice(() -> new SpendState(1, Double.NaN, 0, 1));
    }

    private static void assertAdvice(Runnable call) {
        HoneException error = assertThrows(HoneException.class, call::run);
        assertFalse(error.advice().isBlank());
    }
}
