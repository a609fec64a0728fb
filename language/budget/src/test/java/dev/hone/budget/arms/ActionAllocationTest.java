package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ActionAllocationTest {
    private static final double ROUNDING = 1e-9;

    /** Few distinct values, so that ties, free actions and dominated actions are common. */
    @Provide
    Arbitrary<Options> small() {
        return options(4, 4);
    }

    @Provide
    Arbitrary<Options> larger() {
        return options(40, 6);
    }

    private static Arbitrary<Options> options(int queries, int actions) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, queries),
                        Arbitraries.integers().between(1, actions),
                        Arbitraries.longs())
                .as((n, m, seed) -> {
                    RandomGenerator random = Seeds.of(seed).generator();
                    return Options.arms(
                            IntStream.range(0, m).mapToObj(a -> "arm" + a).toList(),
                            table(random, n, m, 8),
                            table(random, n, m, 5));
                });
    }

    private static double[][] table(RandomGenerator random, int n, int m, int values) {
        return IntStream.range(0, n)
                .mapToObj(_ -> IntStream.range(0, m)
                        .mapToDouble(_ -> random.nextInt(values) / 4.0)
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Few distinct gains, so that ties are common. */
    @Provide
    Arbitrary<double[][]> gains() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.longs())
                .as((n, cap, seed) -> {
                    RandomGenerator random = Seeds.of(seed).generator();
                    return IntStream.range(0, n)
                            .mapToObj(_ -> IntStream.range(0, cap)
                                    .mapToDouble(_ -> -random.nextInt(6) / 8.0)
                                    .sorted()
                                    .map(g -> -g)
                                    .toArray())
                            .toArray(double[][]::new);
                });
    }

    @Property(tries = 500)
    void with_one_arm_it_is_the_greedy_plan_of_samples(
            @ForAll("gains") double[][] rows,
            @ForAll @DoubleRange(max = 13) double extra,
            @ForAll @IntRange(max = 1) int floor) {
        Gains gains = Gains.of(rows);
        Options options = Options.bestOf("model", gains, floor);
        ActionAllocation allocation = new ActionAllocation(options);
        int[] plan = allocation.within(Math.floor(rows.length * (floor + extra) + 1e-6));
        assertArrayEquals(
                Allocation.greedy(gains, floor + extra, floor),
                allocation.actions(plan).stream().mapToInt(Action::samples).toArray());
    }

    @Property(tries = 500)
    void a_small_batch_is_solved_as_by_brute_force(
            @ForAll("small") Options options, @ForAll @DoubleRange(max = 1) double share) {
        ActionAllocation allocation = new ActionAllocation(options);
        double total = allocation.least() + share * (allocation.most() - allocation.least());
        int[] plan = allocation.within(total);
        assertTrue(options.cost(plan) <= total + ROUNDING);
        assertEquals(bestQuality(options, 0, total), options.quality(plan), ROUNDING);
    }

    @Property(tries = 500)
    void what_a_price_buys_no_plan_of_its_cost_beats(
            @ForAll("small") Options options, @ForAll @DoubleRange(max = 4) double price) {
        int[] plan = new ActionAllocation(options).at(price);
        assertEquals(bestQuality(options, 0, options.cost(plan)), options.quality(plan), ROUNDING);
    }

    @Property(tries = 500)
    void a_plan_keeps_to_its_budget_and_falls_short_by_less_than_one_step(
            @ForAll("larger") Options options, @ForAll @DoubleRange(max = 1) double share) {
        ActionAllocation allocation = new ActionAllocation(options);
        double total = allocation.least() + share * (allocation.most() - allocation.least());
        int[] plan = allocation.within(total);
        assertTrue(options.cost(plan) <= total + ROUNDING * Math.max(1, total));
        double price = allocation.price(total);
        int[] bought = allocation.at(price);
        double bound = options.quality(bought) + price * (total - options.cost(bought)); // weak duality
        double step = IntStream.range(0, options.queries())
                .mapToObj(query -> Hull.steps(options, query))
                .flatMap(List::stream)
                .mapToDouble(Hull.Step::gain)
                .max()
                .orElse(0);
        assertTrue(options.quality(plan) <= bound + 1e-6);
        assertTrue(options.quality(plan) >= bound - step - 1e-6);
    }

    @Property(tries = 200)
    void more_budget_never_buys_less(@ForAll("larger") Options options) {
        ActionAllocation allocation = new ActionAllocation(options);
        double before = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= 20; k++) {
            double price = allocation.price(allocation.least() + k / 20.0 * (allocation.most() - allocation.least()));
            double quality = options.quality(allocation.at(price));
            assertTrue(quality >= before - ROUNDING);
            before = quality;
        }
    }

    @Test
    void routing_sends_the_queries_of_largest_gain_to_the_strong_arm() {
        double[][] quality = {{.5, .9}, {.5, .6}, {.2, .9}, {.9, .5}};
        double[][] cost = {{0, 1}, {0, 1}, {0, 1}, {0, 1}};
        ActionAllocation allocation = new ActionAllocation(Options.arms(List.of("weak", "strong"), quality, cost));
        assertArrayEquals(new int[] {0, 0, 1, 0}, allocation.within(1));
        assertArrayEquals(new int[] {1, 0, 1, 0}, allocation.within(2));
        // the last query is worse off with the strong arm, whatever is left
        assertArrayEquals(new int[] {1, 1, 1, 0}, allocation.within(4));
    }

    @Test
    void models_and_numbers_of_samples_are_one_choice() {
        Gains small = Gains.bernoulli(new double[] {.5, .05}, 4);
        Gains large = Gains.bernoulli(new double[] {.8, .7}, 2);
        double[][] sampleCost = {{1, 5}, {1, 5}};
        Options options = Options.bestOf(List.of("small", "large"), List.of(small, large), sampleCost, 1);
        assertEquals(6, options.actions().size());
        ActionAllocation allocation = new ActionAllocation(options);
        // easy for the small model: several of its samples; hopeless for it: one of the large
        List<Action> plan = allocation.actions(allocation.within(8));
        assertEquals(List.of(new Action("small", 3), new Action("large", 1)), plan);
    }

    @Test
    void doing_nothing_is_one_action_whatever_the_number_of_arms() {
        Gains gains = Gains.bernoulli(new double[] {.5}, 1);
        Options options = Options.bestOf(List.of("a", "b"), List.of(gains, gains), new double[][] {{1, 2}}, 0);
        assertEquals(List.of(new Action("a", 0), new Action("a", 1), new Action("b", 1)), options.actions());
    }

    @Test
    void a_price_learnt_on_some_queries_spends_alike_on_others() {
        RandomGenerator random = Seeds.of(3).generator();
        Options heldOut = random(random, 2000);
        Options arriving = random(random, 2000);
        double price = new ActionAllocation(heldOut).price(2000 * .4);
        double spent = arriving.cost(new ActionAllocation(arriving).at(price)) / 2000;
        assertEquals(.4, spent, .03);
    }

    private static Options random(RandomGenerator random, int n) {
        double[][] quality = new double[n][];
        double[][] cost = new double[n][];
        Arrays.setAll(quality, _ -> new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()});
        Arrays.setAll(cost, _ -> new double[] {.1, .3 + .2 * random.nextDouble(), 1});
        return Options.arms(List.of("a", "b", "c"), quality, cost);
    }

    @Test
    void a_budget_below_the_cheapest_plan_is_refused() {
        Options options = Options.arms(List.of("a"), new double[][] {{1}, {1}}, new double[][] {{2}, {3}});
        ActionAllocation allocation = new ActionAllocation(options);
        for (double total : new double[] {0, 4.9, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(HoneException.class, () -> allocation.within(total));
            assertThrows(HoneException.class, () -> allocation.price(total));
        }
        assertThrows(HoneException.class, () -> allocation.at(-1));
    }

    @Test
    void an_empty_batch_has_an_empty_plan() {
        Options none = Options.arms(List.of("a"), new double[0][], new double[0][]);
        assertEquals(0, new ActionAllocation(none).within(0).length);
    }

    private static double bestQuality(Options options, int query, double room) {
        if (query == options.queries()) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < options.actions().size(); a++) {
            double cost = options.cost()[query][a];
            if (cost <= room + ROUNDING) {
                best = Math.max(best, options.quality()[query][a] + bestQuality(options, query + 1, room - cost));
            }
        }
        return best;
    }
}
