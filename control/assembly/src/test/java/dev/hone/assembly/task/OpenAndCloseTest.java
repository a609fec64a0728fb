package dev.hone.assembly.task;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAndCloseTest {
    private static final List<Options> TASKS =
            Task.all().stream().map(Options::of).toList();

    @Test
    void three_thousand_environments_opened_and_closed_leave_memory_as_it_was() throws IOException {
        openAndClose(600); // the C library's own pools fill
        System.gc();
        long before = residentKilobytes();
        openAndClose(2400);
        System.gc();
        long grown = residentKilobytes() - before;
        // leaked models and states would be a third of a megabyte each, hundreds of megabytes in all
        assertTrue(grown < 60_000, grown + " kB more");
    }

    /** All tasks in turn; every tenth of each begins an episode and acts in it. */
    private static void openAndClose(int times) {
        for (int i = 0; i < times; i++) {
            try (AssemblyEnvironment environment = new AssemblyEnvironment(TASKS.get(i % TASKS.size()))) {
                if (i / TASKS.size() % 10 == 0) {
                    Step step = new Step(environment.observations());
                    environment.reset(i, step.observation());
                    environment.step(new float[Action.WIDTH], step);
                }
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
