package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Traits.Scale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every reward must do; a class per reward extends it. */
abstract class RewardKit {
    static final Query QUERY = new Query("q", Query.of("q", "6*7=").messages(), Optional.empty(), Optional.of("42"));

    private static final List<Completion> COMPLETIONS = List.of(
                    "42", "41", "", " ", "the answer is 42", "\uD83D\uDE00 \u4f60\u597d\n\"\\\u0000", "x".repeat(5_000))
            .stream()
            .map(Completion::of)
            .toList();

    Reward reward;

    /** A reward to test, made anew for each test. */
    abstract Reward create() throws Exception;

    @BeforeEach
    void open() throws Exception {
        reward = create();
    }

    @AfterEach
    void close() {
        reward.close();
    }

    @Test
    void one_number_comes_back_for_each_completion() {
        for (int n = 0; n <= COMPLETIONS.size(); n++) {
            assertEquals(n, reward.score(QUERY, COMPLETIONS.subList(0, n)).length);
        }
    }

    @Test
    void every_number_is_finite_and_within_the_range() {
        Traits traits = reward.traits();
        for (double r : reward.score(QUERY, COMPLETIONS)) {
            assertTrue(Double.isFinite(r), "reward " + r);
            assertTrue(r >= traits.low() && r <= traits.high(), "reward " + r);
            assertFalse(traits.scale() == Scale.BINARY && r != 0 && r != 1, "reward " + r);
        }
    }

    @Test
    void not_every_answer_gets_the_same_number() {
        double[] rewards = reward.score(QUERY, List.of(Completion.of("42"), Completion.of("no idea")));
        assertTrue(rewards[0] > rewards[1], rewards[0] + " against " + rewards[1]);
    }

    @Test
    void the_same_answers_get_the_same_numbers_again() {
        assertArrayEquals(reward.score(QUERY, COMPLETIONS), reward.score(QUERY, COMPLETIONS));
    }

    @Test
    void an_answer_is_graded_alike_whatever_stands_beside_it() {
        double[] together = reward.score(QUERY, COMPLETIONS);
        for (int i = 0; i < COMPLETIONS.size(); i++) {
            assertEquals(together[i], reward.score(QUERY, List.of(COMPLETIONS.get(i)))[0]);
        }
        List<Completion> reversed = new ArrayList<>(COMPLETIONS);
        Collections.reverse(reversed);
        double[] backwards = reward.score(QUERY, reversed);
        for (int i = 0; i < together.length; i++) {
            assertEquals(together[i], backwards[together.length - 1 - i]);
        }
    }

    @Test
    void threads_do_not_mix_up_each_others_answers() throws Exception {
        double right = reward.score(QUERY, List.of(Completion.of("42")))[0];
        double wrong = reward.score(QUERY, List.of(Completion.of("no idea")))[0];
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<double[]>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                List<Completion> pair = i % 2 == 0
                        ? List.of(Completion.of("42"), Completion.of("no idea"))
                        : List.of(Completion.of("no idea"), Completion.of("42"));
                calls.add(() -> reward.score(QUERY, pair));
            }
            var results = threads.invokeAll(calls);
            for (int i = 0; i < results.size(); i++) {
                double[] expected = i % 2 == 0 ? new double[] {right, wrong} : new double[] {wrong, right};
                assertArrayEquals(expected, results.get(i).get());
            }
        }
    }

    @Test
    void a_query_without_the_reference_it_needs_is_refused_by_name() {
        Query bare = Query.of("bare", "6*7=");
        if (reward.traits().needsReference()) {
            for (var error : List.of(
                    assertThrows(
                            HoneException.class, () -> reward.requireGradable("queries.jsonl", List.of(QUERY, bare))),
                    assertThrows(HoneException.class, () -> reward.score(bare, COMPLETIONS)))) {
                assertTrue(error.problem().contains("'bare'"), error.problem());
            }
        } else {
            reward.requireGradable("queries.jsonl", List.of(QUERY, bare));
            assertEquals(COMPLETIONS.size(), reward.score(bare, COMPLETIONS).length);
        }
    }

    @Test
    void it_has_a_name() {
        assertFalse(reward.name().isBlank());
    }
}
