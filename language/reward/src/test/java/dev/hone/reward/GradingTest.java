package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Completion;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.lm.sampling.RunPool;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.reward.Traits.Reach;
import dev.hone.reward.Traits.Scale;
import dev.hone.reward.Traits.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradingTest {
    @TempDir
    Path folder;

    private final AtomicInteger calls = new AtomicInteger();
    private int failAt = -1;

    @Test
    void every_sample_of_every_arm_gets_its_reward() {
        var entry = new PoolEntry(query(0), Map.of("big", arm("0", "x"), "small", arm("x", "0", "0")));
        try (Run run = start()) {
            PoolEntry graded = grade(run, List.of(entry)).getFirst();
            assertArrayEquals(
                    new double[] {1, 0}, graded.arm("big").orElseThrow().rewards());
            assertArrayEquals(
                    new double[] {0, 1, 1}, graded.arm("small").orElseThrow().rewards());
            assertEquals(OptionalDouble.of(7), graded.arm("small").orElseThrow().tokens());
        }
    }

    @Test
    void old_rewards_are_replaced() {
        var samples = List.of(Sample.of(Completion.of("0")).withReward(0.3));
        try (Run run = start()) {
            PoolEntry graded =
                    grade(run, List.of(PoolEntry.of(query(0), samples))).getFirst();
            assertArrayEquals(
                    new double[] {1}, graded.arm(PoolEntry.SINGLE).orElseThrow().rewards());
        }
    }

    @Test
    void a_grader_that_fails_loses_nothing_and_the_same_again_asks_for_the_rest() throws IOException {
        List<PoolEntry> pool = pool(10);
        failAt = 6;
        try (Run run = start()) {
            assertThrows(ScorerFailed.class, () -> grade(run, pool));
        }
        try (Run run = start()) {
            Pool.write(Grading.of(run, pool, new Counting(), Listener.NONE), folder.resolve("resumed.jsonl"));
            run.done();
        }
        assertEquals(11, calls.get());
        try (Run run = start()) {
            Pool.write(Grading.of(run, pool, new Counting(), Listener.NONE), folder.resolve("unbroken.jsonl"));
        }
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("unbroken.jsonl")),
                Files.readAllBytes(folder.resolve("resumed.jsonl")));
    }

    @Test
    void samples_without_text_are_named() {
        var bare = new Sample(
                Optional.empty(), OptionalDouble.of(1), Optional.empty(), Optional.empty(), OptionalInt.empty());
        try (Run run = start()) {
            var error =
                    assertThrows(HoneException.class, () -> grade(run, List.of(PoolEntry.of(query(0), List.of(bare)))));
            assertTrue(error.problem().contains("'q0' has no texts"), error.problem());
        }
    }

    @Test
    void grades_of_fewer_samples_than_there_are_now_are_made_again() {
        try (Run run = start()) {
            grade(run, List.of(PoolEntry.of(query(0), samples("0"))));
            PoolEntry more = grade(run, List.of(PoolEntry.of(query(0), samples("0", "x"))))
                    .getFirst();
            assertArrayEquals(
                    new double[] {1, 0},
                    more.arm(PoolEntry.SINGLE).orElseThrow().rewards());
        }
    }

    @Test
    void the_pool_of_a_run_holds_rewards_where_all_samples_are_graded() {
        try (Run run = start()) {
            RunPool.begin(run, List.of(query(0), query(1)));
            SampleStore store = SampleStore.of(run);
            store.commit("q0", new TreeMap<>(Map.of(0, Completion.of("0"), 1, Completion.of("x"))));
            List<PoolEntry> graded = new ArrayList<>();
            Grading.of(run, RunPool.entries(run), new Counting(), Listener.NONE).forEach(graded::add);
            store.commit("q1", new TreeMap<>(Map.of(0, Completion.of("1"))));
            try (RunReader reader = RunReader.open(run.folder())) {
                List<PoolEntry> exported = List.copyOf(RunPool.entries(reader));
                assertEquals(graded.getFirst(), exported.getFirst());
                assertEquals(
                        new Counting().name(),
                        exported.getFirst()
                                .arm(PoolEntry.SINGLE)
                                .orElseThrow()
                                .grader()
                                .orElseThrow());
                assertTrue(!exported.get(1).arm(PoolEntry.SINGLE).orElseThrow().graded());
            }
        }
    }

    @Test
    void grades_that_a_run_keeps_are_asked_for_once_over_all_its_processes() {
        List<Completion> texts = List.of(Completion.of("0"), Completion.of("x"), Completion.of("0"));
        try (Run run = start()) {
            Reward kept = new KeptGrades(new Counting(), run);
            assertArrayEquals(new double[] {1}, kept.grade(query(0), texts.subList(0, 1)));
            assertArrayEquals(new double[] {1, 0, 1}, kept.grade(query(0), texts));
            assertEquals(2, calls.get());
        }
        try (Run run = start()) {
            assertTrue(run.resumed());
            Reward kept = new KeptGrades(new Counting(), run);
            assertArrayEquals(new double[] {1, 0, 1}, kept.grade(query(0), texts));
            assertEquals(2, calls.get(), "a repeated command asks for nothing again");
            assertArrayEquals(
                    new double[] {0, 0, 0}, kept.grade(query(1), texts), "another query's grades are its own");
        }
    }

    @Test
    void the_listener_hears_of_every_query() {
        List<String> heard = new ArrayList<>();
        var listener = new Listener() {
            @Override
            public void begin(String stage, long done, long total) {
                heard.add(stage + " " + done + "/" + total);
            }

            @Override
            public void advance(long done) {
                heard.add("" + done);
            }
        };
        try (Run run = start()) {
            Grading.of(run, pool(3), new Counting(), listener);
        }
        assertEquals(List.of("grading 0/3", "1", "2", "3"), heard);
    }

    @Test
    void an_interruption_says_how_far_it_came() {
        Thread caller = Thread.currentThread();
        var listener = new Listener() {
            @Override
            public void advance(long done) {
                caller.interrupt();
                try {
                    Thread.sleep(5_000);
                } catch (InterruptedException _) {
                    // passed on by the caller
                }
            }
        };
        try (Run run = start()) {
            var error = assertThrows(HoneException.class, () -> Grading.of(run, pool(3), new Counting(), listener));
            assertTrue(error.problem().contains("interrupted with 1 of 3 queries"), error.problem());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    private List<PoolEntry> grade(Run run, List<PoolEntry> entries) {
        List<PoolEntry> graded = new ArrayList<>();
        Grading.of(run, entries, new Counting(), Listener.NONE).forEach(graded::add);
        return graded;
    }

    private Run start() {
        return Run.start(folder.resolve("runs"), RunSpec.of("pool grade", 1), false);
    }

    private static List<PoolEntry> pool(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> PoolEntry.of(query(i), samples("" + i, "x")))
                .toList();
    }

    private static Query query(int i) {
        return Query.of("q" + i, "prompt " + i);
    }

    private static Arm arm(String... texts) {
        return new Arm(samples(texts), OptionalDouble.of(7));
    }

    private static List<Sample> samples(String... texts) {
        return List.of(texts).stream().map(t -> Sample.of(Completion.of(t))).toList();
    }

    /** 1 for the query's own number; fails once, at the call that is told. */
    private final class Counting implements Reward {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Traits traits() {
            return new Traits(0, 1, Scale.BINARY, false, Verifier.YES, "none", Reach.NOTHING);
        }

        @Override
        public double[] score(Query query, List<Completion> completions) {
            if (calls.getAndIncrement() == failAt) {
                throw new ScorerFailed("The scorer is down.", "try again");
            }
            return completions.stream()
                    .mapToDouble(c -> query.id().equals("q" + c.text()) ? 1 : 0)
                    .toArray();
        }
    }
}
