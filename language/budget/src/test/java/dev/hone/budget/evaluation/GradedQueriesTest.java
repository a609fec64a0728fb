package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.head.Examples;
import dev.hone.core.HoneException;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GradedQueriesTest {
    private static final Query QUERY = Query.of("a", "what is it");

    private static GradedQueries graded(double... rewards) {
        return new SimulatedPool(1).add(QUERY, rewards, new float[] {2}).graded();
    }

    private static Arm ungraded() {
        Sample sample = new Sample(
                Optional.of("text"), OptionalDouble.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
        return new Arm(List.of(sample), OptionalDouble.empty());
    }

    @Test
    void halves_share_no_sample() {
        GradedQueries queries = graded(1, 1, 1, 0, 0);
        assertEquals(1, queries.meanOfFirstHalf(0), 0);
        assertArrayEquals(new double[] {0, 1 / 3.0, 2 / 3.0, 1}, queries.curveOfSecondHalf(0, 3), 1e-12);
        assertArrayEquals(new double[] {0, 1, 1}, queries.curveOfFirstHalf(0, 2), 1e-12);
    }

    @Test
    void examples_count_successes() {
        Examples examples = graded(1, 0, 0, 1, 0).examples(new float[][] {{2}}, new int[] {0});
        assertEquals(5, examples.samples(0));
        assertEquals(2, examples.successes(0));
        assertEquals(.4, examples.rate(0), 1e-12);
    }

    @Test
    void only_zeros_and_ones_are_binary() {
        assertTrue(graded(0, 1).isBinary());
        assertFalse(graded(0, .5).isBinary());
        assertArrayEquals(new double[] {1.5, 2, 2.5}, graded(1.5, 2.5).curve(0, 2), 1e-12);
    }

    @Test
    void a_pool_that_is_empty_ungraded_or_of_several_models_is_refused_with_advice() {
        HoneException empty = assertThrows(HoneException.class, () -> GradedQueries.of("pool.jsonl", List.of()));
        assertTrue(empty.problem().contains("pool.jsonl"), empty.problem());
        HoneException bare = assertThrows(
                HoneException.class,
                () -> GradedQueries.of(
                        "pool.jsonl", List.of(new PoolEntry(QUERY, Map.of(PoolEntry.SINGLE, ungraded())))));
        assertTrue(bare.problem().contains("'a'") && bare.advice().contains("pool grade"), bare.getMessage());
        HoneException several = assertThrows(
                HoneException.class,
                () -> GradedQueries.of(
                        "pool.jsonl", List.of(new PoolEntry(QUERY, Map.of("weak", ungraded(), "strong", ungraded())))));
        assertTrue(several.problem().contains("strong, weak"), several.problem());
    }

    @Test
    void most_means_all_but_one_in_twenty() {
        SimulatedPool pool = new SimulatedPool(1);
        for (int i = 0; i < 100; i++) {
            pool.add(Query.of("q" + i, "prompt " + i), new double[i < 5 ? 2 : i < 10 ? 8 : 9], new float[1]);
        }
        int[] all = IntStream.range(0, 100).toArray();
        assertEquals(8, pool.graded().samplesOfMost(all, .95));
        assertEquals(2, pool.graded().samplesOfMost(all, 1));
    }
}
