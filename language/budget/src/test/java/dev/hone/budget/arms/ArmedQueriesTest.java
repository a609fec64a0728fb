package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Price;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.Prices;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArmedQueriesTest {
    private static final Pool POOL = new Pool(
            "pool.jsonl",
            List.of(
                    ArmPools.entry(
                            "a",
                            "g",
                            "abcdefgh",
                            Map.of("small", ArmPools.arm(10, 0, 1), "large", ArmPools.arm(30, 1))),
                    ArmPools.entry("b", "g", "xyz", Map.of("small", ArmPools.arm(20, 1)))));

    @Test
    void a_missing_arm_is_left_out_and_never_zero() {
        ArmedQueries queries = ArmedQueries.of(POOL, List.of("small", "large"));
        assertEquals(1, queries.size());
        assertEquals(1, queries.leftOut());
        assertEquals(.5, queries.quality(0, 0));
        assertEquals(1, queries.quality(0, 1));
        assertEquals(30, queries.tokens(0, 1));
    }

    @Test
    void an_unknown_arm_names_the_nearest() {
        HoneException e = assertThrows(HoneException.class, () -> ArmedQueries.of(POOL, List.of("small", "lagre")));
        assertTrue(e.problem().contains("not a single query was answered by an arm 'lagre'"), e.problem());
        assertEquals("you meant 'large'", e.advice());
    }

    @Test
    void one_arm_or_one_twice_is_no_choice() {
        assertThrows(HoneException.class, () -> ArmedQueries.of(POOL, List.of("small")));
        assertThrows(HoneException.class, () -> ArmedQueries.of(POOL, List.of("small", "small")));
    }

    @Test
    void arms_that_no_query_has_together_are_refused() {
        Pool apart = new Pool(
                "apart",
                List.of(
                        ArmPools.entry("a", "g", "p", Map.of("small", ArmPools.arm(1, 1))),
                        ArmPools.entry("b", "g", "q", Map.of("large", ArmPools.arm(1, 1)))));
        HoneException e = assertThrows(HoneException.class, () -> ArmedQueries.of(apart, List.of()));
        assertTrue(e.problem().contains("no query was answered by all of"), e.problem());
    }

    @Test
    void costs_are_strong_calls_tokens_or_dollars() {
        ArmedQueries queries = ArmedQueries.of(POOL, List.of("small", "large"));
        assertEquals(1, cost(queries, CostUnit.SAMPLES));
        assertEquals(30, cost(queries, CostUnit.TOKENS));
        // 8 characters are 2 tokens
        assertEquals((2 * 3 + 30 * 4) / 1e6, cost(queries, CostUnit.MONEY), 1e-15);
    }

    private static double cost(ArmedQueries queries, CostUnit unit) {
        Prices prices = new Prices("prices", Map.of("small", new Price(1, 2), "large", new Price(3, 4)));
        return Costs.of(unit, queries.arms(), Optional.of(prices)).measured(queries)[0][1];
    }

    @Test
    void money_needs_a_price_of_every_arm() {
        Prices one = new Prices("prices", Map.of("small", new Price(1, 2)));
        assertThrows(HoneException.class, () -> Costs.of(CostUnit.MONEY, List.of("small", "large"), Optional.of(one)));
        assertThrows(HoneException.class, () -> Costs.of(CostUnit.MONEY, List.of("small"), Optional.empty()));
    }
}
