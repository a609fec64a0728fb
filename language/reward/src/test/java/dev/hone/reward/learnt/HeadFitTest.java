package dev.hone.reward.learnt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.lm.Completion;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.reward.WordFeatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadFitTest {
    private static final List<String> WORDS = List.of("red", "blue", "green", "black", "white", "pink");

    @TempDir
    Path folder;

    @Test
    void a_reward_that_words_decide_is_learnt_and_noise_is_not() {
        HeadFit words = fit(pool(60, text -> text.contains("red") ? 1 : 0));
        assertTrue(words.heldOut().spearman().low() > 0.6, words.heldOut().toString());
        assertTrue(words.heldOut().within().low() > 0.6, words.heldOut().toString());
        assertTrue(words.heldOut().explained().low() > 0.6, words.heldOut().toString());
        assertEquals(60, words.heldOut().queries());
        assertEquals(240, words.heldOut().answers());

        var noise = Seeds.of(3).generator();
        HeadFit none = fit(pool(60, _ -> noise.nextGaussian()));
        assertTrue(none.heldOut().spearman().low() < 0.1, none.heldOut().toString());
        assertTrue(none.heldOut().explained().estimate() < 0.05, none.heldOut().toString());
        assertTrue(none.strength() > words.strength(), none.strength() + " against " + words.strength());
    }

    @Test
    void an_answer_is_never_predicted_by_a_head_that_saw_its_query() {
        // answers have columns of their query's own, so a head that had seen one would know it
        int n = 50;
        List<Query> queries = new ArrayList<>();
        float[][] vectors = new float[2 * n][n];
        double[] rewards = new double[2 * n];
        int[] queryOf = new int[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            queryOf[i] = i / 2;
            vectors[i][i / 2] = 1;
            rewards[i] = i / 2 % 2;
        }
        for (int q = 0; q < n; q++) {
            queries.add(Query.of("q" + q, "prompt " + q));
        }
        Answers answers = new Answers(queries, queryOf, vectors, rewards);
        double[] seen = Arrays.stream(vectors)
                .mapToDouble(new Ridge(vectors, rewards).solve(0.01)::of)
                .toArray();
        assertArrayEquals(rewards, seen, 0.1, "a head that has seen them knows them");
        for (double predicted : CrossFit.heldOut(answers, Seeds.of(1))) {
            assertEquals(0.5, predicted, 0.2, "one that has not can only guess");
        }
    }

    @Test
    void queries_that_are_alike_share_a_fold() {
        List<Query> queries = new ArrayList<>();
        for (int q = 0; q < 40; q++) {
            queries.add(Query.of("q" + q, "prompt " + q / 2));
        }
        int[] fold = CrossFit.folds(new Answers(queries, new int[0], new float[0][], new double[0]), Seeds.of(1));
        Set<Integer> used = new HashSet<>();
        for (int q = 0; q < 40; q += 2) {
            assertEquals(fold[q], fold[q + 1]);
            used.add(fold[q]);
        }
        assertEquals(CrossFit.FOLDS, used.size());
    }

    @Test
    void the_same_pool_and_seed_make_the_same_head() {
        Pool pool = pool(20, text -> text.length());
        Linear one = CrossFit.fit(answers(pool), Seeds.of(1));
        assertArrayEquals(
                one.weights(), CrossFit.fit(answers(pool), Seeds.of(1)).weights());
    }

    @Test
    void the_artefact_is_a_reward() {
        Path target = saved();
        assertEquals(240.0, Artifact.open(target).card().heldOut().get("answers"));
        assertTrue(Artifact.open(target).card().heldOut().getOrDefault("spearman.low", 0.0) > 0.6);
        try (Reward head = Rewards.reward("head:" + target, _ -> new WordFeatures())) {
            assertEquals("head:" + target, head.name());
            assertEquals(HeadReward.TRAITS, head.traits());
            double[] grades = head.grade(
                    Query.of("new", "a new prompt"),
                    List.of(Completion.of("blue pink red"), Completion.of("blue pink green"), Completion.of("")));
            assertTrue(grades[0] > grades[1] + 0.5, Arrays.toString(grades));
        }
    }

    @Test
    void other_features_than_it_was_learnt_from_are_refused() {
        Path target = saved();
        for (WordFeatures other : List.of(new WordFeatures("minilm", 32), new WordFeatures("hidden:arithmetic", 64))) {
            var error = assertThrows(HoneException.class, () -> Rewards.reward("head:" + target, _ -> other));
            assertTrue(error.problem().contains("was learnt from 'minilm' vectors of 64 columns"), error.problem());
            assertTrue(error.problem().contains("'" + other.name() + "' of " + other.dimension()), error.problem());
        }
    }

    @Test
    void an_artefact_of_another_kind_is_refused() {
        Path other = folder.resolve("other");
        Artifact.write(other, Card.of("difficulty-predictor", 1, Map.of(), Map.of(), Map.of()), false, _ -> {});
        var error = assertThrows(HoneException.class, () -> Rewards.reward("head:" + other, _ -> new WordFeatures()));
        assertTrue(
                error.problem().endsWith("is a difficulty-predictor, but a reward-head is needed."), error.problem());
    }

    @Test
    void what_can_not_be_learnt_from_is_refused_with_the_reason() {
        refused("9 queries that are not alike are too few", pool(9, text -> text.length()));
        refused("all rewards are 1.0", pool(20, _ -> 1));
        List<PoolEntry> twins = new ArrayList<>();
        pool(20, text -> text.length())
                .entries()
                .forEach(entry ->
                        twins.add(new PoolEntry(Query.of(entry.query().id(), "the same prompt"), entry.arms())));
        refused("1 queries that are not alike", new Pool("twins.jsonl", twins));
        PoolEntry textless = PoolEntry.of(
                Query.of("bare", "p"),
                List.of(new Sample(
                        Optional.empty(),
                        OptionalDouble.of(1),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty())));
        refused("the query 'bare' has rewards but not the texts", new Pool("bare.jsonl", List.of(textless)));
    }

    private static void refused(String problem, Pool pool) {
        var error = assertThrows(HoneException.class, () -> fit(pool));
        assertTrue(error.problem().contains(problem), error.problem());
        assertTrue(error.problem().startsWith(pool.source()), error.problem());
    }

    private Path saved() {
        Path target = folder.resolve("head");
        fit(pool(60, text -> text.contains("red") ? 1 : 0)).save(target, false);
        return target;
    }

    private static HeadFit fit(Pool pool) {
        return HeadFit.of(pool, new WordFeatures(), Seeds.of(1), Listener.NONE);
    }

    private static Answers answers(Pool pool) {
        return HeadFit.answers(pool, new WordFeatures(), Listener.NONE);
    }

    /** Queries with four answers of three words each. */
    private static Pool pool(int queries, ToDoubleFunction<String> reward) {
        var random = Seeds.of(7).generator();
        List<PoolEntry> entries = new ArrayList<>();
        for (int q = 0; q < queries; q++) {
            List<Sample> samples = new ArrayList<>();
            for (int s = 0; s < 4; s++) {
                String text = String.join(
                        " ", List.of(word(random.nextInt(6)), word(random.nextInt(6)), word(random.nextInt(6))));
                samples.add(Sample.of(Completion.of(text)).withReward(reward.applyAsDouble(text)));
            }
            entries.add(PoolEntry.of(Query.of("q" + q, "prompt " + q), samples));
        }
        return new Pool("pool.jsonl", entries);
    }

    private static String word(int index) {
        return WORDS.get(index);
    }
}
