package dev.hone.lm.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.run.Run;
import dev.hone.core.run.RunInfo;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Completion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSamplesTest extends SampleStoreKit {
    @TempDir
    static Path runs;

    private Run run;

    @BeforeEach
    void open() {
        run = Run.start(runs, RunSpec.of("test", 1), true);
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Override
    SampleStore store() {
        return SampleStore.of(run.items("sample"));
    }

    @Test
    void what_an_unfinished_run_has_can_be_looked_at_while_it_stands() {
        store().commit("a", new TreeMap<>(Map.of(2, Completion.of("c"), 3, Completion.of("d"))));
        RunSpec same = RunSpec.of("test", 1);
        RunInfo unfinished = Run.unfinished(runs, same).orElseThrow();
        assertTrue(Run.unfinished(runs, RunSpec.of("test", 2)).isEmpty());
        try (RunReader reader = RunReader.open(unfinished.folder())) {
            SampleStore kept = SampleStore.kept(reader);
            assertTrue(kept.drawn("b").isEmpty());
        }
        try (RunReader reader = RunReader.open(run.folder())) {
            assertEquals(Set.of(2, 3), SampleStore.kept(reader).drawn("a"));
        }
        run.done();
    }

    @Test
    void another_process_finds_what_this_one_committed() {
        store().commit("a", new TreeMap<>(Map.of(2, Completion.of("c"), 3, Completion.of("d"))));
        assertEquals(new TreeMap<>(Map.of(2, Completion.of("c"), 3, Completion.of("d"))), store().completions("a"));
    }
}
