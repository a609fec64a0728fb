package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.Kinds;
import dev.hone.core.Seeds;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small pools: two kinds of query, features of pure noise. */
class SelectionTest {
    private static final HeadSettings QUICK = new HeadSettings(8, List.of(10.0), 1e-2, 256, 10, 3, 1);
    private static final int QUERIES = 240;
    private static final int SAMPLES = 64;

    /**
     * @param kindMatters whether kinds differ in difficulty; the queries of a kind always do
     */
    private static SimulatedPool mixed(boolean kindMatters, long seed) {
        SimulatedPool pool = new SimulatedPool(6);
        var random = Seeds.of(seed).generator();
        for (int i = 0; i < QUERIES; i++) {
            double level = random.nextDouble();
            double rate = kindMatters ? (i % 2 == 0 ? .3 + .4 * level : .02 * level) : level * level;
            double[] rewards = IntStream.range(0, SAMPLES)
                    .mapToDouble(_ -> random.nextDouble() < rate ? 1 : 0)
                    .toArray();
            float[] noise = new float[6];
            for (int f = 0; f < noise.length; f++) {
                noise[f] = (float) random.nextGaussian();
            }
            pool.add(query("q" + i, i % 2 == 0 ? "easy" : "hard"), rewards, noise);
        }
        return pool;
    }

    private static Query query(String id, String group) {
        return new Query(id, List.of(Message.user("query " + id)), Optional.of(group), Optional.empty());
    }

    private static Selection select(SimulatedPool pool, boolean withGroups, long seed) {
        GradedQueries queries = pool.graded();
        Kinds kinds = withGroups ? Kinds.of(queries.queries()) : Kinds.NONE;
        float[][] features = kinds.append(queries.queries(), pool.of(queries.queries()));
        Fold fold = Fold.cross(queries.queries(), 5, Seeds.of(seed)).getFirst();
        return Selection.of(queries, features, fold, QUICK.withKinds(kinds.size()), Seeds.of(seed));
    }

    @Test
    void knowing_the_kind_of_query_opens_the_guard_of_a_small_pool() {
        SimulatedPool pool = mixed(true, 1);
        Selection selection = select(pool, true, 2);
        assertTrue(selection.guard().supports(4, 0) && selection.guard().supports(4, 1));
        DifficultyHead head = selection.head().head();
        float[] noise = {0, 0, 0, 0, 0, 0};
        double easy = head.score(vector(noise, "easy"));
        double hard = head.score(vector(noise, "hard"));
        double other = head.score(vector(noise, "unheard of"));
        assertEquals(.5, easy, .06);
        assertTrue(hard < .03, "hard " + hard);
        assertTrue(hard < other && other < easy, "a group that is not known gets what all say: " + other);
    }

    private static float[] vector(float[] features, String group) {
        return new Kinds(List.of("easy", "hard")).append(List.of(query("new", group)), new float[][] {features})[0];
    }

    @Test
    void noise_alone_leaves_it_shut() {
        for (long seed = 1; seed <= 5; seed++) {
            Selection selection = select(mixed(true, 1), false, seed);
            assertTrue(selection.head().isConstant(), "seed " + seed);
            assertFalse(selection.guard().supports(4, 0), "seed " + seed);
        }
    }

    @Test
    void kinds_that_do_not_differ_leave_it_shut() {
        int open = 0;
        for (long seed = 1; seed <= 6; seed++) {
            open += select(mixed(false, seed), true, seed).guard().supports(4, 1) ? 1 : 0;
        }
        assertTrue(open <= 1, open + " of 6 guards opened by chance");
    }

    @Test
    void a_pool_too_small_to_fold_again_is_planned_uniformly() {
        SimulatedPool few = new SimulatedPool(1);
        for (int i = 0; i < 20; i++) {
            few.add(query("q" + i, i % 2 == 0 ? "easy" : "hard"), new double[] {i % 2, i % 2}, new float[] {i % 2});
        }
        Selection selection = select(few, true, 1);
        assertEquals(Guard.closed(), selection.guard());
        assertTrue(selection.head().isConstant());
    }

    @Test
    void every_fitting_and_choosing_query_judges_once_and_no_other_does() {
        SimulatedPool pool = mixed(true, 3);
        GradedQueries queries = pool.graded();
        Fold fold = Fold.cross(queries.queries(), 5, Seeds.of(4)).getFirst();
        List<Fold> inner = Fold.cross(queries.queries(), fold.fit(), 3, Seeds.of(5));
        int[] judged = inner.stream()
                .flatMapToInt(f -> IntStream.of(f.report()))
                .sorted()
                .toArray();
        assertEquals(
                IntStream.of(fold.fit()).sorted().boxed().toList(),
                IntStream.of(judged).boxed().toList());
        assertNotEquals(0, inner.getFirst().choose().length);
    }
}
