package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.Versions;
import dev.hone.core.config.ConfigFile;
import dev.hone.core.files.AtomicFolder;
import dev.hone.core.files.LineWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir
    Path folder;

    private Path runs;
    private Path queries;
    private Path out;

    @BeforeEach
    void places() throws IOException {
        runs = folder.resolve("runs");
        queries = Files.writeString(folder.resolve("queries.jsonl"), "{}\n");
        out = folder.resolve("pool.jsonl");
    }

    private RunSpec spec() {
        return RunSpec.of("budget sample", 7)
                .withConfig(Map.of("n", "64", "temperature", "0.7"))
                .withInput("queries", queries)
                .withOut(out, false)
                .withCommand(List.of("budget", "sample", "queries.jsonl"));
    }

    @Test
    void theSameCommandContinuesAnInterruptedRun() {
        String id;
        try (Run run = Run.start(runs, spec(), false)) {
            id = run.id();
            run.items("answer").put("q1", Map.of("text", "42"));
        }
        assertEquals(RunState.INTERRUPTED, new Runs(runs).find("last").state());
        try (Run run = Run.start(runs, spec(), false)) {
            assertEquals(id, run.id());
            assertTrue(run.resumed());
            assertEquals(
                    "42",
                    run.items("answer").get("q1").orElseThrow().get("text").stringValue());
        }
    }

    @Test
    void aFailedRunIsContinuedToo() {
        String id;
        try (Run run = Run.start(runs, spec(), false)) {
            id = run.id();
            run.failed(new HoneException("The endpoint is down.", "wait"));
        }
        RunInfo info = new Runs(runs).find(id);
        assertEquals(RunState.FAILED, info.state());
        assertEquals("The endpoint is down.\nMaybe wait.", info.error().orElseThrow());
        try (Run run = Run.start(runs, spec(), false)) {
            assertEquals(id, run.id());
            RunInfo again = new Runs(runs).find(id);
            assertEquals(RunState.RUNNING, again.state());
            assertTrue(again.error().isEmpty());
        }
    }

    @Test
    void aFinishedRunIsNotContinued() {
        String id;
        RunSpec withoutOut = RunSpec.of("demo", 1);
        try (Run run = Run.start(runs, withoutOut, false)) {
            id = run.id();
            run.done();
        }
        RunInfo info = new Runs(runs).find(id);
        assertEquals(RunState.DONE, info.state());
        assertTrue(info.ended().isPresent());
        try (Run run = Run.start(runs, withoutOut, false)) {
            assertNotEquals(id, run.id());
            assertFalse(run.resumed());
        }
        assertThrows(HoneException.class, () -> Run.resume(info));
    }

    @Test
    void aCommandTypedAgainContinuesTheRunAskedForAndNoOther() {
        RunInfo older;
        try (Run run = Run.start(runs, spec(), false)) {
            older = new Runs(runs).find(run.id());
        }
        try (Run newer = Run.start(runs, spec(), true)) {
            assertNotEquals(older.id(), newer.id());
        }
        try (Run run = Run.resume(older, spec())) {
            assertEquals(older.id(), run.id());
        }
        RunSpec other = spec().withConfig(Map.of("n", "32"));
        HoneException refused = assertThrows(HoneException.class, () -> Run.resume(older, other));
        assertEquals("This asks for something else than run " + older.id() + ".", refused.problem());
    }

    @Test
    void freshStartsAnew() {
        String id;
        try (Run run = Run.start(runs, spec(), false)) {
            id = run.id();
        }
        try (Run run = Run.start(runs, spec(), true)) {
            assertNotEquals(id, run.id());
        }
        assertEquals(2, new Runs(runs).list().size());
    }

    @Test
    void anotherSeedOrOptionIsAnotherRun() {
        String id;
        try (Run run = Run.start(runs, spec(), false)) {
            id = run.id();
        }
        try (Run run = Run.start(runs, spec().withConfig(Map.of("n", "32")), false)) {
            assertNotEquals(id, run.id());
        }
    }

    @Test
    void aChangedInputIsAnErrorThatNamesItAndFresh() throws IOException {
        Run.start(runs, spec(), false).close();
        Files.writeString(queries, "{\"id\": 1}\n");
        HoneException e = assertThrows(HoneException.class, () -> Run.start(runs, spec(), false));
        assertTrue(e.problem().contains("queries"), e.problem());
        assertTrue(e.problem().contains("changed"), e.problem());
        assertTrue(e.advice().contains("--fresh"), e.advice());
        Run.start(runs, spec(), true).close();
    }

    @Test
    void oneRunIsWorkedOnOnce() {
        try (Run run = Run.start(runs, spec(), false)) {
            HoneException e = assertThrows(HoneException.class, () -> Run.start(runs, spec(), false));
            assertTrue(e.problem().contains(run.id()), e.problem());
            assertEquals(RunState.RUNNING, new Runs(runs).find("last").state());
            // looking at it must not have freed it
            assertThrows(HoneException.class, () -> Run.start(runs, spec(), true));
        }
    }

    @Test
    void anExistingOutIsRefusedBeforeTheWork() throws IOException {
        Files.writeString(out, "precious");
        HoneException e = assertThrows(HoneException.class, () -> Run.start(runs, spec(), false));
        assertTrue(e.advice().contains("--overwrite"), e.advice());
        assertTrue(new Runs(runs).list().isEmpty());
        Run.start(runs, spec().withOut(out, true), false).close();
    }

    @Test
    void aRunKilledBetweenItsOutputAndItsEndGoesOn() throws IOException {
        try (Run run = Run.start(runs, spec(), false)) {
            write(run);
        }
        try (Run run = Run.start(runs, spec(), false)) {
            assertTrue(run.resumed());
            write(run);
            run.done();
        }
        assertEquals("answer\n", Files.readString(out));
    }

    @Test
    void somebodyElsesFileAtOutIsNotMistakenForTheRunsOwn() throws IOException {
        try (Run run = Run.start(runs, spec(), false)) {
            write(run);
        }
        Files.writeString(out, "precious");
        assertThrows(HoneException.class, () -> Run.start(runs, spec(), false));
        assertEquals("precious", Files.readString(out));
    }

    private static void write(Run run) {
        try (LineWriter writer = LineWriter.to(run.output())) {
            writer.write("answer");
            writer.commit();
        }
    }

    @Test
    void theConfigCanBeFedBack() {
        try (Run run = Run.start(runs, spec(), false)) {
            ConfigFile config = ConfigFile.read(run.folder().resolve("config.yaml"));
            assertEquals(Map.of("n", "64", "temperature", "0.7", "seed", "7"), config.texts());
        }
    }

    @Test
    void theStoreRemembersWhatTheRunWas() {
        RunSpec spec = spec();
        try (Run run = Run.start(runs, spec, false)) {
            RunInfo info = new Runs(runs).find(run.id());
            assertEquals(spec, info.spec());
            assertEquals(Versions.all(), info.versions());
            assertEquals(
                    List.of("budget", "sample", "queries.jsonl"), info.spec().command());
        }
    }

    @Test
    void aFinishedRunIsOneFileAndStaysSoWhenItIsReadFrom() throws IOException {
        Path finished;
        try (Run run = Run.start(runs, spec(), false)) {
            finished = run.folder();
            run.items("answer").put("q1", 1);
            write(run);
            run.done();
        }
        try (RunReader reader = new Runs(runs).open("last")) {
            assertEquals(1, reader.items("answer").count());
        }
        try (Stream<Path> files = Files.list(finished)) {
            assertEquals(
                    List.of("config.yaml", "lock", "run.db"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aReaderDoesNotKeepARunFromFinishing() {
        Run run = Run.start(runs, spec(), false);
        try (RunReader reader = RunReader.open(run.folder())) {
            run.items("answer").put("q1", 1);
            assertEquals(1, reader.items("answer").count());
            run.done();
            run.close();
            assertEquals(RunState.DONE, reader.info().state());
            assertEquals(1, reader.items("answer").count());
        }
    }

    @Test
    void theSameCommandTypedTwiceAtOnceStartsOneRunAndIsRefusedOnce() throws Exception {
        List<Run> started = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> attempts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                attempts.add(threads.submit(() -> started.add(Run.start(runs, spec(), false))));
            }
            int refused = 0;
            for (Future<?> attempt : attempts) {
                try {
                    attempt.get();
                } catch (ExecutionException e) {
                    assertInstanceOf(HoneException.class, e.getCause());
                    refused++;
                }
            }
            assertEquals(3, refused);
        }
        assertEquals(1, started.size());
        started.getFirst().close();
        assertEquals(1, new Runs(runs).list().size());
    }

    @Test
    void anyRunAtWorkOnTheSameOutIsRefused() {
        try (Run run = Run.start(runs, spec(), false)) {
            RunSpec other = RunSpec.of("budget run", 1).withOut(out, true);
            HoneException e = assertThrows(HoneException.class, () -> Run.start(runs, other, false));
            assertTrue(e.problem().contains(run.id()), e.problem());
            Run.start(runs, other.withOut(folder.resolve("elsewhere"), false), false)
                    .close();
        }
    }

    @Test
    void anOutputFolderIsPublishedLikeAFile() throws IOException {
        Path target = folder.resolve("artifact");
        RunSpec spec = RunSpec.of("budget fit", 1).withOut(target, false);
        for (boolean end : List.of(false, true)) {
            try (Run run = Run.start(runs, spec, false);
                    AtomicFolder next = run.outputFolder()) {
                Files.writeString(next.folder().resolve("weights"), "1");
                next.commit();
                if (end) {
                    run.done();
                }
            }
        }
        assertEquals("1", Files.readString(target.resolve("weights")));
        assertEquals(1, new Runs(runs).list().size());
        assertThrows(HoneException.class, () -> Run.start(runs, spec, false));
    }

    @Test
    void theSeedsAreThoseOfTheSpec() {
        try (Run run = Run.start(runs, spec(), false)) {
            assertEquals(Seeds.of(7).child("x").asLong(), run.seeds().child("x").asLong());
        }
    }
}
