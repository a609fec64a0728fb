package dev.hone.lm.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.RunSpec;
import dev.hone.core.run.Runs;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.format.Pool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPoolTest {
    private static final int QUERIES = 12;
    private static final int SAMPLES = 6;

    @TempDir
    Path folder;

    @Test
    void a_run_broken_by_failures_ends_with_the_bytes_of_an_unbroken_one() throws IOException {
        byte[] unbroken = Files.readAllBytes(sample(folder, "unbroken", new FakeModel(4, 1)));
        for (int seed = 0; seed < 3; seed++) {
            var random = Seeds.of(seed).generator();
            var paid = new AtomicInteger();
            var model = new FakeModel(1 + 2 * seed, 1 + seed, request -> orFail(random, paid, request));
            String name = "broken" + seed;
            while (true) {
                try {
                    assertArrayEquals(unbroken, Files.readAllBytes(sample(folder, name, model)));
                    break;
                } catch (HoneException e) {
                    assertEquals("The endpoint is down.", e.problem());
                }
            }
            assertEquals(QUERIES * SAMPLES, paid.get(), "no sample is paid for twice or lost");
        }
    }

    @Test
    void a_killed_run_ends_with_the_bytes_of_an_unbroken_one() throws Exception {
        byte[] unbroken = Files.readAllBytes(sample(folder, "unbroken", new FakeModel(4, 1)));
        int kills = 0;
        for (int attempt = 0; !Files.exists(folder.resolve("killed.jsonl")); attempt++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "--enable-native-access=ALL-UNNAMED",
                            RunPoolTest.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(folder.toFile(), "log"))
                    .start();
            if (kills < 2) {
                long before = committed();
                while (process.isAlive() && committed() < before + 8) {
                    Thread.sleep(20);
                }
                process.destroyForcibly();
                kills++;
            }
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertTrue(attempt < 5, () -> "never finished: " + read(folder.resolve("log")));
        }
        assertEquals(2, kills);
        assertArrayEquals(unbroken, Files.readAllBytes(folder.resolve("killed.jsonl")));
    }

    /** The child of the test above: a slow run, to be killed. */
    public static void main(String[] args) {
        sample(Path.of(args[0]), "killed", new FakeModel(2, 2, request -> {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return FakeModel.answers(request);
        }));
    }

    @Test
    void an_unfinished_run_exports_the_queries_that_have_samples_in_their_order() {
        try (Run run = start(folder, "partial")) {
            RunPool.begin(run, queries());
            SampleStore store = SampleStore.of(run.items(RunPool.SAMPLE));
            store.commit("q3", new TreeMap<>(Map.of(5, Completion.of("late"))));
            store.commit("q3", new TreeMap<>(Map.of(0, Completion.of("early"))));
            store.commit("q1", new TreeMap<>(Map.of(2, Completion.of("other"))));
            try (RunReader reader = RunReader.open(run.folder())) {
                List<PoolEntry> entries = new ArrayList<>();
                RunPool.entries(reader).forEach(entries::add);
                assertEquals(
                        List.of("q1", "q3"),
                        entries.stream().map(e -> e.query().id()).toList());
                assertEquals(
                        List.of("early", "late"),
                        entries.get(1).arm(PoolEntry.SINGLE).orElseThrow().samples().stream()
                                .map(s -> s.text().orElseThrow())
                                .toList());
                assertEquals(queries().get(3), entries.get(1).query());
            }
        }
    }

    @Test
    void a_run_that_drew_nothing_says_so() {
        try (Run run = start(folder, "pool import")) {
            try (RunReader reader = RunReader.open(run.folder())) {
                var error = assertThrows(HoneException.class, () -> RunPool.entries(reader));
                assertTrue(error.problem().contains("of 'hone pool import' holds no samples"), error.problem());
            }
        }
    }

    @Test
    void grades_that_do_not_fit_the_samples_are_none() {
        var entry =
                PoolEntry.of(Query.of("q", "?"), List.of(Sample.of(Completion.of("a")), Sample.of(Completion.of("b"))));
        var two = RunPool.grades(Map.of(PoolEntry.SINGLE, new double[] {1, 0.25}));
        assertArrayEquals(
                new double[] {1, 0.25},
                RunPool.graded(entry, two)
                        .orElseThrow()
                        .arm(PoolEntry.SINGLE)
                        .orElseThrow()
                        .rewards());
        assertTrue(RunPool.graded(entry, RunPool.grades(Map.of(PoolEntry.SINGLE, new double[] {1})))
                .isEmpty());
        assertTrue(RunPool.graded(entry, RunPool.grades(Map.of("other", new double[] {1, 0})))
                .isEmpty());
    }

    @Test
    void queries_are_kept_once() {
        try (Run run = start(folder, "twice")) {
            RunPool.begin(run, queries());
            RunPool.begin(run, queries());
            assertEquals(QUERIES, run.items(RunPool.QUERY).count());
        }
    }

    private static Path sample(Path folder, String name, FakeModel model) {
        Path out = folder.resolve(name + ".jsonl");
        try (Run run = start(folder, name)) {
            RunPool.begin(run, queries());
            SampleStore store = SampleStore.of(run.items(RunPool.SAMPLE));
            List<Demand> demands =
                    queries().stream().map(q -> new Demand(q, SAMPLES)).toList();
            new Sampling(model, SamplingOptions.DEFAULT, run.seeds(), store, Listener.NONE).draw(demands);
            Pool.write(RunPool.entries(run), out);
            run.done();
        }
        return out;
    }

    private static Run start(Path folder, String name) {
        return Run.start(folder.resolve("runs").resolve(name), RunSpec.of(name, 7), false);
    }

    /** How many items the killed run has. */
    private long committed() {
        var runs = new Runs(folder.resolve("runs").resolve("killed")).list();
        if (runs.isEmpty()) {
            return 0;
        }
        try (RunReader reader = RunReader.open(runs.getFirst().folder())) {
            return reader.items(RunPool.SAMPLE).count();
        }
    }

    private static synchronized List<Completion> orFail(
            RandomGenerator random, AtomicInteger paid, GenerationRequest request) {
        HoneException down = new HoneException("The endpoint is down.", "try again");
        int dice = random.nextInt(12);
        if (dice == 0) {
            throw down;
        }
        if (dice == 1) {
            int index = request.first() + random.nextInt(request.n());
            paid.incrementAndGet();
            throw new PartialGeneration(down, Map.of(index, FakeModel.answer(request, index)));
        }
        paid.addAndGet(request.n());
        return FakeModel.answers(request);
    }

    private static List<Query> queries() {
        return IntStream.range(0, QUERIES)
                .mapToObj(i -> Query.of("q" + i, "prompt " + i))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
