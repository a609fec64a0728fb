package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.episodes.Dataset;
import dev.hone.episodes.DatasetSummary;
import dev.hone.episodes.picture.Picture;
import dev.hone.episodes.picture.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Demonstrations from the command line: kept, converted, shown, filmed. */
class DatasetVerbsTest {
    @TempDir
    private Path folder;

    private HoneProcess hone;

    @BeforeEach
    void start() throws IOException {
        hone = new HoneProcess(folder);
        Files.write(
                folder.resolve("demos.jsonl"),
                List.of(
                        "{\"see\": [[1, 2], [3, 4]], \"do\": [[5], [6]], \"won\": [0, 1]}",
                        "{\"see\": [[7, 8]], \"do\": [[9]], \"won\": [1]}"));
    }

    private String shown(String... words) throws IOException, InterruptedException {
        HoneProcess.Outcome outcome = hone.run(words);
        assertEquals(0, outcome.exit(), outcome.error());
        return outcome.out();
    }

    @Test
    void lines_convert_to_a_dataset_that_shows() throws Exception {
        shown(
                "dataset",
                "convert",
                "demos.jsonl",
                "out",
                "--state",
                "see",
                "--action",
                "do",
                "--reward",
                "won",
                "--fps",
                "20",
                "--task",
                "open");
        String shown = shown("dataset", "show", "out");
        assertTrue(shown.startsWith("2 episodes, 3 frames at 20 a second, 0 s in all; 1 to 2 frames each"), shown);
        assertTrue(shown.contains("  2 x open"), shown);
        assertTrue(
                shown.lines().anyMatch(line -> line.matches("action +0 +5\\.0000 +6\\.6667 +1\\.6997 +9\\.0000")),
                shown);
    }

    @Test
    void demonstrations_are_kept_and_shown() throws Exception {
        String played = shown(
                "assembly", "demonstrate", "--task", "peg", "--n", "2", "--cameras", "front,wrist", "--out", "pegs");
        assertTrue(played.contains("2 episodes in pegs."), played);
        DatasetSummary summary =
                DatasetSummary.of(Dataset.open(folder.resolve("pegs")).withPictures());
        assertEquals(
                List.of("insert the peg into the hole"),
                List.copyOf(summary.tasks().keySet()));
        assertEquals(2, summary.success().orElseThrow().n());
        assertTrue(summary.simulator() > 0);
        String shown = shown("dataset", "show", "pegs", "--strip", "pegs.png", "--frames", "4");
        assertTrue(shown.contains("  with pictures: observation.images.wrist, 64x64"), shown);
        Pixels strip = Picture.of(Files.readAllBytes(folder.resolve("pegs.png")), "pegs.png")
                .pixels();
        assertEquals(4 * 64 + 3 * 2, strip.width());
        assertEquals(4 * 64 + 2 + 10 + 2, strip.height());
    }

    @Test
    void a_task_is_called_by_its_name_however_it_was_written() throws Exception {
        String played = shown("assembly", "demonstrate", "--task", "grasp_peg", "--n", "1");
        assertTrue(played.startsWith("grasp-peg, low: solved 1 of 1"), played);
    }

    @Test
    void an_episode_is_filmed() throws Exception {
        String watched = shown(
                "assembly",
                "watch",
                "--task",
                "peg",
                "--script",
                "--film",
                "peg.gif",
                "--size",
                "64x64",
                "--camera",
                "front");
        assertTrue(watched.startsWith("Solved after "), watched);
        assertTrue(watched.contains(" pictures in peg.gif."), watched);
        assertTrue(Files.size(folder.resolve("peg.gif")) > 1000);
        HoneProcess.Outcome again =
                hone.run("assembly", "watch", "--task", "peg", "--policy", "peg.gif", "--film", "other.gif");
        assertTrue(again.exit() != 0 && again.error().contains("peg.gif"), again.error());
        assertFalse(Files.exists(folder.resolve("other.gif")));
    }
}
