package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final GradedQueries QUERIES = new SimulatedPool(3, 20, 12, .5).graded();

    @Test
    void every_order_holds_every_sample_once() {
        Orders orders = Orders.of(QUERIES, 16, Seeds.of(1));
        for (int query = 0; query < QUERIES.size(); query++) {
            for (int k = 0; k < 16; k++) {
                int[] sorted = orders.of(query, k);
                Arrays.sort(sorted);
                assertArrayEquals(IntStream.range(0, 12).toArray(), sorted);
            }
        }
    }

    @Test
    void an_order_depends_on_the_query_and_not_on_where_it_stands() {
        SimulatedPool other = new SimulatedPool(2);
        other.add(Query.of("another", "another"), new double[12], new float[2]);
        other.add(QUERIES.query(7), QUERIES.rewards(7), new float[2]);
        Orders here = Orders.of(QUERIES, 16, Seeds.of(1));
        Orders there = Orders.of(other.graded(), 32, Seeds.of(1));
        for (int k = 0; k < 16; k++) {
            assertArrayEquals(here.of(7, k), there.of(1, k));
        }
        assertFalse(Arrays.equals(here.of(7, 0), here.of(7, 1)));
        assertFalse(Arrays.equals(here.of(7, 0), here.of(8, 0)));
    }

    @Test
    void each_sample_comes_first_about_equally_often() {
        Orders orders = Orders.of(QUERIES, 6000, Seeds.of(2));
        int[] first = new int[12];
        for (int k = 0; k < 6000; k++) {
            first[orders.of(0, k)[0]]++;
        }
        // 500 each, give or take four standard deviations of 21
        Arrays.stream(first).forEach(count -> assertEquals(500, count, 86));
    }

    @Test
    void values_are_arranged_as_the_order_says() {
        Orders orders = Orders.of(QUERIES, 16, Seeds.of(1));
        double[] values = IntStream.range(0, 12).mapToDouble(i -> 10 * i).toArray();
        double[] arranged = orders.arrange(4, 5, values);
        int[] order = orders.of(4, 5);
        for (int s = 0; s < 12; s++) {
            assertEquals(10 * order[s], arranged[s]);
        }
    }
}
