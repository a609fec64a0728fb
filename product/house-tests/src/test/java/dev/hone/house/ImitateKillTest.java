package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code imitate run} killed by SIGKILL while it trains, after random numbers of checkpoints, ends with the rows and the weights of a run that was left alone. The suite is small;
 * {@code -Dhone.imitate.kills=20 -Dhone.imitate.updates=2000} repeats what docs/imitate.md reports.
 */
class ImitateKillTest {
    private static final int KILLS = Integer.getInteger("hone.imitate.kills", 2);
    private static final int UPDATES = Integer.getInteger("hone.imitate.updates", 60);

    /** Ten checkpoints of two trainings. */
    private static final int WEIGHTS = 20;

    @TempDir
    private Path folder;

    @Test
    void a_pipeline_killed_anywhere_and_continued_ends_with_the_same_bytes() throws Exception {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        Files.createDirectories(whole);
        Files.createDirectories(broken);
        assertEquals(0, start(whole).waitFor(), () -> log(whole));

        for (int written :
                Seeds.of(5).generator().ints(KILLS, 1, WEIGHTS).sorted().toArray()) {
            Process process = start(broken);
            while (process.isAlive() && count(broken) < written) {
                Thread.sleep(5);
            }
            assertTrue(process.isAlive(), "the run ended before it could be killed");
            process.destroyForcibly().waitFor();
            assertFalse(Files.exists(broken.resolve("out")), "OUT appeared before its end");
        }
        assertEquals(0, start(broken).waitFor(), () -> log(broken));
        assertEquals(rows(whole), rows(broken));
        List<Path> weights = weights(whole);
        assertEquals(WEIGHTS, weights.size());
        List<Path> again = weights(broken);
        for (int i = 0; i < weights.size(); i++) {
            assertArrayEquals(
                    Files.readAllBytes(weights.get(i)), Files.readAllBytes(again.get(i)), "" + weights.get(i));
        }
    }

    /** What came out but for the processor time that it took. */
    private static String rows(Path place) throws IOException {
        String rows = Files.readString(place.resolve("out/rows.jsonl"));
        String timeless = rows.replaceAll(",\"(data|training)Minutes\":[0-9.E-]+", "");
        assertTrue(timeless.length() < rows.length(), rows);
        return timeless;
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

    /** How many weights lie there by now. */
    private static int count(Path place) {
        try {
            return Files.exists(place.resolve("home")) ? weights(place).size() : 0;
        } catch (IOException | UncheckedIOException _) {
            return 0; // a temporary file went while it was looked at
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
