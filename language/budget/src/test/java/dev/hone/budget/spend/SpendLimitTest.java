package dev.hone.budget.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Traffic that tries to break the limit. */
class SpendLimitTest {
    private record Open(Reservation reservation, double cost) {}

    /**
     * Costs over six orders of magnitude, gains that always ask for more, worst cases that come true, calls that stay under way for
     * long and settle in any order, phases in which everything is free, and a restart: the sum stays below the limit, and the record
     * is the sum of what was paid and what is under way.
     */
    @Property(tries = 60)
    void at_no_prefix_is_the_mean_over_the_budget(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 1e-4, max = 1e4) @Scale(4) double budget,
            @ForAll @DoubleRange(min = 1e-6, max = 10) @Scale(6) double price,
            @ForAll @IntRange(min = 1, max = 100) int patience,
            @ForAll @IntRange(min = 1, max = 5_000) int horizon) {
        RandomGenerator random = Seeds.of(seed).generator();
        SpendRule rule = SpendRule.of(budget, price / budget).withHorizon(horizon);
        SpendKeeper keeper = new SpendKeeper(rule);
        List<Open> open = new ArrayList<>();
        double paid = 0;
        for (int i = 1; i <= 1_500; i++) {
            while (!open.isEmpty() && random.nextInt(patience) == 0) {
                Open call = open.remove(random.nextInt(open.size()));
                call.reservation().settle(call.cost());
                paid += call.cost();
            }
            if (i == 700) {
                paid += open.stream()
                        .mapToDouble(call -> call.reservation().action().worst())
                        .sum();
                open.clear();
                keeper = new SpendKeeper(rule, keeper.snapshot());
            }
            Optional<Reservation> reservation = keeper.reserve(menu(random, budget, i % 500 < 100));
            if (reservation.isPresent()) {
                double worst = reservation.get().action().worst();
                open.add(new Open(reservation.get(), random.nextInt(3) == 0 ? worst * random.nextDouble() : worst));
            }
            SpendState now = keeper.snapshot();
            double underWay = open.stream()
                    .mapToDouble(call -> call.reservation().action().worst())
                    .sum();
            assertEquals(i, now.requests());
            assertEquals(paid, now.spent(), 1e-9 * rule.limit(i));
            assertEquals(underWay, now.reserved(), 1e-9 * rule.limit(i));
            assertTrue(paid + underWay <= budget * 1.01 * Math.max(i, 200) * (1 + 1e-9), "request " + i);
        }
    }

    private static List<Action> menu(RandomGenerator random, double budget, boolean free) {
        List<Action> menu = new ArrayList<>();
        for (int a = random.nextInt(5); a >= 0; a--) {
            double cost = free ? 0 : budget * Math.pow(10, 6 * random.nextDouble() - 3);
            menu.add(new Action(random.nextDouble() * (1 + cost), cost, cost * (1 + 5 * random.nextDouble())));
        }
        return menu;
    }
}
