package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReaderTest {
    @TempDir
    Path folder;

    private Run run;
    private RunReader reader;

    @BeforeEach
    void start() {
        run = Run.start(folder, RunSpec.of("test", 1), false);
        reader = RunReader.open(run.folder());
    }

    @AfterEach
    void close() {
        reader.close();
        run.close();
    }

    @Test
    void metricsComeBackInOrderWithWhatIsNoNumber() {
        run.metric("loss", 1, 0.5);
        run.metric("reward", 1, 1);
        run.metric("loss", 2, Double.NaN);
        run.metric("loss", 3, Double.POSITIVE_INFINITY);
        assertEquals(List.of("loss", "reward"), reader.metricNames());
        List<RunReader.Metric> loss = reader.metrics("loss");
        assertEquals(
                List.of(0.5, Double.NaN, Double.POSITIVE_INFINITY),
                loss.stream().map(RunReader.Metric::value).toList());
        assertEquals(
                List.of(1L, 2L, 3L), loss.stream().map(RunReader.Metric::step).toList());
        assertFalse(loss.getFirst().time().isBefore(reader.info().started()));
    }

    @Test
    void progressAndNotesReachTheStoreAndTheNextListener() {
        List<String> heard = new ArrayList<>();
        Listener listener = run.listener(new Listener() {
            @Override
            public void begin(String stage, long done, long total) {
                heard.add(stage + " " + done + "/" + total);
            }

            @Override
            public void advance(long done) {
                heard.add("at " + done);
            }

            @Override
            public void end() {
                heard.add("end");
            }

            @Override
            public void note(String line) {
                heard.add(line);
            }
        });
        listener.begin("sample", 3, 10);
        assertEquals(
                new RunInfo.Progress("sample", 3, 10), reader.info().progress().orElseThrow());
        listener.advance(4);
        listener.advance(10);
        listener.note("two answers were cut");
        listener.end();
        assertEquals(
                new RunInfo.Progress("sample", 10, 10), reader.info().progress().orElseThrow());
        assertEquals(
                List.of("two answers were cut"),
                reader.events().stream().map(RunReader.Event::text).toList());
        assertEquals(List.of("sample 3/10", "at 4", "at 10", "two answers were cut", "end"), heard);
    }

    @Test
    void progressIsNotCommittedForEveryItem() {
        Listener listener = run.listener(Listener.NONE);
        listener.begin("sample", 0, 100_000);
        long start = System.nanoTime();
        for (int i = 1; i <= 100_000; i++) {
            listener.advance(i);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(seconds < 2, "100,000 calls took " + seconds + " s");
    }

    @Test
    void resumingIsNoted() {
        run.close();
        run = Run.start(folder, RunSpec.of("test", 1), false);
        assertEquals(
                List.of("resumed"),
                reader.events().stream().map(RunReader.Event::text).toList());
    }

    @Test
    void aCheckpointLeavesTheRunAsItWas() {
        run.items("answer").put("q1", 1);
        run.checkpoint();
        assertEquals(RunState.RUNNING, reader.info().state());
        run.items("answer").put("q2", 2);
        assertEquals(2, reader.items("answer").count());
    }

    @Test
    void readingCannotWrite() {
        try (Store store = Store.read(run.folder().resolve("run.db"))) {
            HoneException e = assertThrows(HoneException.class, () -> store.update("DELETE FROM run"));
            assertTrue(e.problem().startsWith("Reading "), e.problem());
        }
        assertEquals(RunState.RUNNING, reader.info().state());
    }

    @Test
    void aFolderWithoutAStoreIsNoRun() {
        HoneException e = assertThrows(HoneException.class, () -> RunReader.open(folder));
        assertEquals(folder.resolve("run.db") + " does not exist.", e.problem());
    }
}
