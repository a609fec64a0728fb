package dev.hone.lm.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of samples must do. */
abstract class SampleStoreKit {
    abstract SampleStore store();

    @Test
    void a_query_nobody_sampled_has_no_samples() {
        assertEquals(new TreeSet<>(), store().drawn("a"));
        assertEquals(new TreeMap<>(), store().completions("a"));
    }

    @Test
    void what_is_committed_is_given_back_by_index() {
        SampleStore store = store();
        var rich =
                new Completion("tab\t\u4f60 \"q\"\n", Optional.of(List.of(3, 0)), FinishReason.LENGTH, 64, List.of());
        store.commit("a", new TreeMap<>(Map.of(5, rich, 6, rich)));
        store.commit("a", new TreeMap<>(Map.of(0, rich)));
        assertEquals(new TreeSet<>(List.of(0, 5, 6)), store.drawn("a"));
        assertEquals(new TreeMap<>(Map.of(0, rich, 5, rich, 6, rich)), store.completions("a"));
    }

    @Test
    void holes_in_what_a_call_returned_stay_holes() {
        SampleStore store = store();
        store.commit("a", new TreeMap<>(Map.of(1, text("b"), 3, text("d"), 4, text("e"))));
        assertEquals(new TreeMap<>(Map.of(1, text("b"), 3, text("d"), 4, text("e"))), store.completions("a"));
    }

    @Test
    void ids_that_look_like_ranges_are_kept_apart() {
        SampleStore store = store();
        for (String id : List.of("a", "a#0-3", "#", "-", "a#0", "\u4f60/\n '\"")) {
            store.commit(id, new TreeMap<>(Map.of(0, text(id))));
        }
        for (String id : List.of("a", "a#0-3", "#", "-", "a#0", "\u4f60/\n '\"")) {
            assertEquals(new TreeMap<>(Map.of(0, text(id))), store.completions(id));
        }
    }

    @Test
    void threads_commit_side_by_side() throws Exception {
        SampleStore store = store();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var commits = IntStream.range(0, 100)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        store.commit("q" + i % 3, new TreeMap<>(Map.of(i, text("t" + i))));
                        return i;
                    })
                    .toList();
            for (var commit : threads.invokeAll(commits)) {
                commit.get();
            }
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(text("t" + i), store.completions("q" + i % 3).get(i));
        }
    }

    private static Completion text(String text) {
        return Completion.of(text);
    }
}
