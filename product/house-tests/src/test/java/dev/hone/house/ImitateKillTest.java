package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code imitate run} killed by SIGKILL at random instants ends with the rows and the weights of a run that was left alone. The suite is small;
 * {@code -Dhone.imitate.kills=20 -Dhone.imitate.updates=2000} repeats what docs/imitate.md reports.
 */
class ImitateKillTest {
    private static final int KILLS = Integer.getInteger("hone.imitate.kills", 2);
    private static final int UPDATES = Integer.getInteger("hone.imitate.updates", 60);

    @TempDir
    private Path folder;

    @Test
    void a_pipeline_killed_anywhere_and_continued_ends_with_the_same_bytes() throws Exception {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        Files.createDirectories(whole);
        Files.createDirectories(broken);
        long begin = System.nanoTime();
        assertEquals(0, start(whole).waitFor(), () -> log(whole));
        long millis = (System.nanoTime() - begin) / 1_000_000;

        RandomGenerator chance = Seeds.of(5).generator();
        int killed = 0;
        for (int k = 0; k < KILLS; k++) {
            Process process = start(broken);
            if (!process.waitFor(millis / 4 + chance.nextLong(millis / 2), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                killed++;
            } else {
                assertEquals(0, process.exitValue(), () -> log(broken));
                break; // it had little left to do
            }
        }
        assertTrue(killed > 0, "nothing was killed");
        if (!Files.exists(broken.resolve("out"))) {
            assertEquals(0, start(broken).waitFor(), () -> log(broken));
        }
        assertArrayEquals(
                Files.readAllBytes(whole.resolve("out/rows.jsonl")),
                Files.readAllBytes(broken.resolve("out/rows.jsonl")));
        List<Path> weights = weights(whole);
        assertEquals(20, weights.size(), "ten checkpoints of two trainings");
        List<Path> again = weights(broken);
        for (int i = 0; i < weights.size(); i++) {
            assertArrayEquals(
                    Files.readAllBytes(weights.get(i)), Files.readAllBytes(again.get(i)), "" + weights.get(i));
        }
    }

    private static Process start(Path place) throws IOException {
        String words = "imitate run --task peg --demos 4 --segments 4 --pipeline ta --seeds 1 --hidden 32 --steps "
                + UPDATES + " --select 1 --report 2 --out out";
        return new HoneProcess(place)
                .builder(words.split(" "))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(place.resolve("log").toFile()))
                .start();
    }

    private static String log(Path place) {
        try {
            return Files.readString(place.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<Path> weights(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place.resolve("home"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("weights-"))
                    .sorted(Comparator.comparing(file -> file.getParent().getFileName() + "/" + file.getFileName()))
                    .toList();
        }
    }
}
