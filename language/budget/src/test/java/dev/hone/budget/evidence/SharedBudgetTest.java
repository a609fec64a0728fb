package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedBudgetTest {
    /** Spends a total where the worth of a query after a sample depends on the query alone. */
    private static int[] spend(int queries, int cap, int total, IntToDoubleFunction worth) {
        SharedBudget budget = new SharedBudget(queries, cap);
        while (budget.spent() < total) {
            int next = budget.take();
            if (next < 0) {
                break;
            }
            budget.drew(next, worth.applyAsDouble(next));
        }
        return IntStream.range(0, queries).map(budget::drawn).toArray();
    }

    @Test
    void everyone_gets_a_first_sample_before_anyone_a_second() {
        assertArrayEquals(new int[] {1, 1, 1, 0}, spend(4, 9, 3, i -> 100));
    }

    @Test
    void then_the_worthiest_up_to_its_cap() {
        assertArrayEquals(new int[] {1, 5, 3}, spend(3, 5, 9, i -> new double[] {.1, .9, .5}[i]));
    }

    @Test
    void of_equal_worths_those_with_fewest_samples_come_first() {
        assertArrayEquals(new int[] {3, 3, 2}, spend(3, 9, 8, i -> .5));
    }

    @Test
    void what_nobody_wants_is_handed_back() {
        SharedBudget budget = new SharedBudget(2, 9);
        for (int i = 0; i < 2; i++) {
            budget.drew(budget.take(), 0);
        }
        assertEquals(-1, budget.take());
        assertEquals(2, budget.spent());
    }

    @Test
    void a_query_that_was_given_up_does_not_come_back() {
        SharedBudget budget = new SharedBudget(2, 9);
        budget.drew(budget.take(), .3);
        budget.drew(budget.take(), .2);
        assertEquals(0, budget.take());
        budget.drew(0, .1);
        assertEquals(1, budget.take());
        budget.drew(1, .1);
        assertEquals(0, budget.take());
        budget.drew(0, 7); // its table rose by chance; it stays at .1, where it has more samples than the other
        assertEquals(1, budget.take());
    }
}
