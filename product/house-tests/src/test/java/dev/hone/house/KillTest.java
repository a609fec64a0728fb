package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.core.run.RunInfo;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.RunState;
import dev.hone.core.run.Runs;
import dev.hone.lm.sampling.RunPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code budget sample} killed by SIGKILL again and again ends with the bytes of a run that was left alone. The number of kills
 * is small here; {@code -Dhone.kills=50} repeats what docs/results.md reports.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("hone.kills", 5);

    @TempDir
    private Path folder;

    @Test
    void a_run_killed_anywhere_and_continued_ends_with_the_same_bytes() throws Exception {
        HoneProcess hone = new HoneProcess(folder);
        int queries = 120 * KILLS;
        assertEquals(
                0,
                hone.run("queries", "arithmetic", "--n", "" + queries, "--seed", "3", "--out", "q.jsonl")
                        .exit());
        long begin = System.nanoTime();
        assertEquals(0, sample(hone, "whole.jsonl").waitFor());
        Duration unbroken = Duration.ofNanos(System.nanoTime() - begin);

        RandomGenerator chance = Seeds.of(5).generator();
        int kills = 0;
        for (int attempt = 0; attempt < 20 * KILLS && kills < KILLS; attempt++) {
            Process process = sample(hone, "killed.jsonl");
            long before = committed();
            // uniform over the time that an unbroken run takes, the start of the JVM included, but past the first new
            // commit
            long patience = (long) (chance.nextDouble() * unbroken.toMillis() / KILLS);
            while (process.isAlive() && committed() <= before) {
                Thread.sleep(2);
            }
            if (process.waitFor(patience, TimeUnit.MILLISECONDS)) {
                break;
            }
            process.destroyForcibly().waitFor();
            kills++;
            assertEquals(RunState.INTERRUPTED, unfinished().orElseThrow().state());
            assertTrue(committed() >= before, "commits were lost");
            assertFalse(Files.exists(folder.resolve("killed.jsonl")), "OUT appeared before its end");
        }
        assertTrue(kills >= KILLS / 2, "only " + kills + " kills: the run is too short for this test");
        assertEquals(0, sample(hone, "killed.jsonl").waitFor());

        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole.jsonl")), Files.readAllBytes(folder.resolve("killed.jsonl")));
    }

    private Process sample(HoneProcess hone, String out) throws Exception {
        return hone.builder(
                        "budget",
                        "sample",
                        "q.jsonl",
                        "--model",
                        "arithmetic",
                        "--reward",
                        "number",
                        "--n",
                        "16",
                        "--max-tokens",
                        "12",
                        "--out",
                        out)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(out + ".log").toFile())
                .start();
    }

    private Optional<RunInfo> unfinished() {
        return new Runs(folder.resolve("home/runs"))
                .list().stream().filter(run -> run.state() != RunState.DONE).findFirst();
    }

    /** Committed samples of the unfinished run; 0 where there is none. The store must open every time. */
    private long committed() {
        return unfinished()
                .map(run -> {
                    try (RunReader reader = RunReader.open(run.folder())) {
                        return reader.items(RunPool.SAMPLE).count();
                    }
                })
                .orElse(0L);
    }
}
