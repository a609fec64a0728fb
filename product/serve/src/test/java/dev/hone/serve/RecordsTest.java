package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.budget.spend.SpendState;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
    private static final int ROUNDS = 40;
    private static final int THREADS = 8;

    /** Were the state taken before its turn to be written, a thread that waits would write an older one over a newer. */
    @Test
    void the_newest_state_is_what_stays(@TempDir Path runs) throws Exception {
        try (Run run = Run.start(runs, RunSpec.of("serve", 1), false)) {
            Records records = new Records(run);
            AtomicLong requests = new AtomicLong();
            for (int round = 0; round < ROUNDS; round++) {
                try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                    for (int i = 0; i < THREADS; i++) {
                        threads.execute(() -> records.keep(
                                () -> Map.of("hone/m", new SpendState(requests.incrementAndGet(), 1, 0, 1))));
                    }
                }
                assertEquals(requests.get(), Objects.requireNonNull(records.spent().get("hone/m")).requests());
            }
        }
    }
}
