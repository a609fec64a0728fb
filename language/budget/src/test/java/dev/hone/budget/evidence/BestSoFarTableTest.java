package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BestSoFarTableTest {
    /** [queries][orders][samples] */
    private static double[][][] uniformRewards(int queries, int samples) {
        RandomGenerator random = Seeds.of(1).generator();
        double[][][] rewards = new double[queries][1][];
        for (double[][] query : rewards) {
            query[0] = random.doubles(samples).toArray();
        }
        return rewards;
    }

    @Test
    void for_uniform_rewards_the_next_sample_is_worth_half_the_square_of_what_is_left() {
        BestSoFarTable table = BestSoFarTable.learn(uniformRewards(4000, 6), 5);
        for (int drawn = 1; drawn <= 4; drawn++) {
            for (double best : new double[] {.5, .7, .9}) {
                assertEquals((1 - best) * (1 - best) / 2, table.worth(drawn, best), .02, drawn + ", " + best);
            }
        }
    }

    @Test
    void after_a_success_nothing_is_left_and_after_failures_the_rate_of_those_that_failed() {
        // two queries that always fail, two that succeed in every second sample
        double[] never = {0, 0, 0, 0};
        double[][][] rewards = {{never}, {never}, {{0, 1, 0, 1}}, {{1, 0, 1, 0}}};
        BestSoFarTable table = BestSoFarTable.learn(rewards, 3);
        assertEquals(0, table.worth(1, 1));
        assertEquals(2.0 / 3 / 3, table.worth(1, 0), 1e-12); // rests: never, never, (1 0 1)
        assertEquals(0, table.worth(2, 0), 1e-12); // after two failures only those that never succeed are left
    }

    @Test
    void worth_falls_with_the_best_so_far() {
        BestSoFarTable table = BestSoFarTable.learn(uniformRewards(50, 8), 7);
        for (int drawn = 1; drawn <= 9; drawn++) {
            for (double best = -.1; best < 1; best += .05) {
                assertTrue(table.worth(drawn, best) >= table.worth(drawn, best + .05));
                assertTrue(table.worth(drawn, best) >= 0);
            }
        }
    }

    @Test
    void beyond_what_was_learnt_the_last_function_speaks() {
        BestSoFarTable table = BestSoFarTable.learn(uniformRewards(50, 4), 9);
        assertEquals(3, table.falling().size());
        assertEquals(table.worth(3, .5), table.worth(20, .5));
    }

    @Test
    void without_a_second_sample_nothing_is_worth_anything() {
        BestSoFarTable table = BestSoFarTable.learn(new double[][][] {{{1}}, {{0}}}, 3);
        assertEquals(0, table.worth(1, 0));
    }

    @Test
    void it_says_nothing_before_the_first_sample() {
        BestSoFarTable table = BestSoFarTable.learn(uniformRewards(5, 4), 3);
        assertThrows(IllegalArgumentException.class, () -> table.worth(0, 0));
    }
}
