package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What commits cost; the bounds are ten times what was measured, so that only a change of kind fails them. */
class StoreCostTest {
    private static final int ITEMS = 10_000;

    @TempDir
    Path folder;

    @Test
    void tenThousandCommitsAreCheapAndOneCommitOfTenThousandFarCheaper(TestReporter reporter) {
        try (Run run = Run.start(folder.resolve("runs"), RunSpec.of("test", 1), false)) {
            run.items("warm-up").put("q", StoreWriter.value(1));
            Items single = run.items("single");
            long start = System.nanoTime();
            for (int i = 0; i < ITEMS; i++) {
                single.put("q" + i, StoreWriter.value(i));
            }
            double one = seconds(start);

            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 0; i < ITEMS; i++) {
                values.put("q" + i, StoreWriter.value(i));
            }
            start = System.nanoTime();
            run.items("batch").putAll(values);
            double together = seconds(start);

            start = System.nanoTime();
            assertEquals(ITEMS, single.stream().count());
            double reading = seconds(start);

            start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                run.checkpoint();
            }
            double checkpoint = seconds(start) / 20;
            reporter.publishEntry(Map.of(
                    "10,000 commits, s", "" + one,
                    "one commit of 10,000, s", "" + together,
                    "reading 10,000, s", "" + reading,
                    "checkpoint, s", "" + checkpoint));
            assertTrue(one < 20, "10,000 commits took " + one + " s");
            assertTrue(together < one / 2, "one commit took " + together + " s, 10,000 took " + one + " s");
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
