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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code budget sample} killed by SIGKILL again and again ends with the bytes of a run that was left alone. Kills while it works
 * are uniform between its first and its last commit; a quarter as many more come while it starts and recovers. The suite
 * is small; {@code -Dhone.kills=40 -Dhone.kill.queries=6000 -Dhone.kill.samples=400} repeats what docs/results.md reports.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("hone.kills", 5);
    private static final int QUERIES = Integer.getInteger("hone.kill.queries", 600);
    private static final int SAMPLES = Integer.getInteger("hone.kill.samples", 64);
    private static final int RECOVERY_MILLIS = 900;

    @TempDir
    private Path folder;

    @Test
    void a_run_killed_anywhere_and_continued_ends_with_the_same_bytes() throws Exception {
        HoneProcess hone = new HoneProcess(folder);
        assertEquals(
                0,
                hone.run("queries", "arithmetic", "--n", "" + QUERIES, "--seed", "3", "--out", "q.jsonl")
                        .exit());
        long begin = System.nanoTime();
        assertEquals(0, sample(hone, "whole.jsonl").waitFor());
        System.out.printf("unbroken: %.1f s%n", (System.nanoTime() - begin) / 1e9);

        RandomGenerator chance = Seeds.of(5).generator();
        int[] places = chance.ints(KILLS, 1, QUERIES - QUERIES / 20).sorted().toArray();
        int recoveries = 0;
        for (int k = 0; k < KILLS; k++) {
            killAt(hone, places[k]);
            if (k % 2 == 0 && k < KILLS / 2) { // early, so that the run can't end in the meantime
                recoveries++;
                killWhileRecovering(hone, chance.nextInt(RECOVERY_MILLIS));
            }
        }
        System.out.printf("killed %d times at work, %d times while recovering%n", KILLS, recoveries);
        assertEquals(0, sample(hone, "killed.jsonl").waitFor());

        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole.jsonl")), Files.readAllBytes(folder.resolve("killed.jsonl")));
    }

    /** Starts or continues the run and kills it as soon as so many calls are committed. */
    private void killAt(HoneProcess hone, int commits) throws Exception {
        long before = committed();
        Process process = sample(hone, "killed.jsonl");
        while (process.isAlive() && committed() < commits) {
            Thread.sleep(1);
        }
        kill(process, before);
    }

    private void killWhileRecovering(HoneProcess hone, int millis) throws Exception {
        long before = committed();
        Process process = sample(hone, "killed.jsonl");
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        kill(process, before);
    }

    private void kill(Process process, long committedBefore) throws Exception {
        assertTrue(process.isAlive(), "the run ended before it could be killed");
        process.destroyForcibly().waitFor();
        assertEquals(RunState.INTERRUPTED, unfinished().orElseThrow().state());
        assertTrue(committed() >= committedBefore, "commits were lost");
        assertFalse(Files.exists(folder.resolve("killed.jsonl")), "OUT appeared before its end");
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
                        "" + SAMPLES,
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
