package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.episodes.Dataset;
import dev.hone.episodes.Episode;
import dev.hone.learn.chunk.SavedChunkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imitation from the command line. */
class ImitateVerbsTest {
    @TempDir
    private Path folder;

    private HoneProcess hone;

    @BeforeEach
    void start() {
        hone = new HoneProcess(folder);
    }

    private String shown(String words) throws IOException, InterruptedException {
        HoneProcess.Outcome outcome = hone.run(words.split(" "));
        assertEquals(0, outcome.exit(), outcome.error());
        return outcome.out();
    }

    private String refused(String words) throws IOException, InterruptedException {
        HoneProcess.Outcome outcome = hone.run(words.split(" "));
        assertNotEquals(0, outcome.exit(), outcome.out());
        return outcome.error();
    }

    @Test
    void demonstrations_become_segments_and_a_policy_that_is_tried() throws Exception {
        shown("assembly demonstrate --task peg --n 6 --seed 1 --out pegs");
        String augmented = shown("imitate augment pegs --task peg --n 5 --out segments");
        assertTrue(augmented.contains("5 segments in segments, from 8 attempts"), augmented);
        List<Episode> segments = Dataset.open(folder.resolve("segments")).all();
        assertEquals(5, segments.size());
        assertTrue(segments.stream().allMatch(one -> one.milestones().containsKey("returned")));

        String trained = shown("imitate train pegs segments --steps 60 --hidden 32 --out policy");
        assertTrue(trained.contains("windows of 11 episodes"), trained);
        SavedChunkPolicy saved = SavedChunkPolicy.open(folder.resolve("policy"));
        assertEquals("peg", saved.task());
        assertEquals(10, saved.checkpoints());

        String tried = shown("imitate evaluate --policy policy --task peg --episodes 3 --resets tune --json rows.json");
        assertTrue(tried.contains("chosen"), tried);
        String rows = Files.readString(folder.resolve("rows.json"));
        for (String key : List.of(
                "task", "condition", "seed", "checkpoint", "resets", "successes", "n", "low", "high", "milestones")) {
            assertTrue(rows.contains('"' + key + '"'), key + " in " + rows);
        }
        assertTrue(refused("imitate evaluate --policy policy --task one-leg")
                .contains("policy is a policy for peg, not for one-leg."));
        assertTrue(
                refused("imitate collect --policy policy --task peg --n 1 --out more")
                        .contains("roll-outs succeeded."),
                "a policy of 60 updates solves nothing");
    }

    @Test
    void foreign_data_trains_by_its_columns() throws Exception {
        StringBuilder line = new StringBuilder("{\"see\": [");
        StringBuilder done = new StringBuilder("\"do\": [");
        for (int i = 0; i < 40; i++) {
            line.append(i == 0 ? "" : ", ").append("[" + i + ", " + (40 - i) + "]");
            done.append(i == 0 ? "" : ", ").append("[" + 2 * i + "]");
        }
        String episode = line + "], " + done + "]}";
        Files.write(folder.resolve("theirs.jsonl"), List.of(episode, episode, episode));
        shown("dataset convert theirs.jsonl theirs --state see --action do --fps 10 --task slide");
        String trained = shown("imitate train theirs --policy mlp-chunk --steps 40 --hidden 16 --out policy");
        assertTrue(trained.contains("mlp-chunk on 120 windows of 3 episodes"), trained);
        String wrong = refused("imitate train theirs --state observation.stat --steps 40 --out other");
        assertTrue(wrong.contains("Maybe you mean 'observation.state'."), wrong);
        assertTrue(refused("imitate augment theirs --task peg --out s").contains("holds episodes of 'slide'"));
    }
}
