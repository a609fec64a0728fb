package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hone.core.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code guide compare} killed by SIGKILL at random instants, from its start on, ends with the table of one that was left alone. The
 * suite is small; {@code -Dhone.guide.kills=30 -Dhone.guide.seeds=8} repeats what docs/guide.md reports.
 */
class GuideKillTest {
    private static final int KILLS = Integer.getInteger("hone.guide.kills", 3);
    private static final int SEEDS = Integer.getInteger("hone.guide.seeds", 3);
    private static final String METHODS = "tgrl,rl,imitation,fixed:0.3";

    @TempDir
    private Path folder;

    @Test
    void a_grid_killed_at_random_instants_ends_with_the_same_table() throws Exception {
        HoneProcess hone = new HoneProcess(folder);
        long begin = System.nanoTime();
        assertEquals(0, compare(hone, "whole").waitFor());
        double whole = (System.nanoTime() - begin) / 1e9;
        RandomGenerator chance = Seeds.of(7).generator();
        int killed = 0;
        int endedByItself = 0;
        while (killed < KILLS) {
            Process process = compare(hone, "killed");
            // so short that a run can't come to its end between many kills
            boolean ended =
                    process.waitFor(200 + (long) (chance.nextDouble() * 1e3 * whole / 2), TimeUnit.MILLISECONDS);
            if (ended) {
                assertEquals(0, process.exitValue());
                endedByItself++;
                same();
                anew();
            } else {
                process.destroyForcibly().waitFor();
                killed++;
                assertFalse(Files.exists(folder.resolve("killed")), "the table appeared before its end");
            }
        }
        assertEquals(0, compare(hone, "killed").waitFor());
        same();
        System.out.printf(
                "unbroken: %.1f s; killed %d times, came to its end %d times before that%n",
                whole, killed, endedByItself);
    }

    /** Lets the next run begin anew. */
    private void anew() throws Exception {
        deleteAll(folder.resolve("killed"));
        deleteAll(folder.resolve("home"));
    }

    private static void deleteAll(Path path) throws Exception {
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void same() throws Exception {
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole/rows.jsonl")),
                Files.readAllBytes(folder.resolve("killed/rows.jsonl")));
        assertEquals(table("whole"), table("killed"));
    }

    /** The table as it was printed, without the line that names the folder. */
    private String table(String out) throws Exception {
        String text = Files.readString(folder.resolve(out + ".log"));
        return text.substring(text.lastIndexOf("environment"), text.indexOf("Curves:"));
    }

    private Process compare(HoneProcess hone, String out) throws Exception {
        return hone.builder(
                        "guide",
                        "compare",
                        "--env",
                        "tiger-door",
                        "--methods",
                        METHODS,
                        "--seeds",
                        "" + SEEDS,
                        "--out",
                        out)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(out + ".log").toFile())
                .start();
    }
}
