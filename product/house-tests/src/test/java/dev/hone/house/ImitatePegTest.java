package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Ten demonstrations of {@code peg} and a minute of processor time teach a policy to bring a peg that it holds askew over a hole that lies elsewhere each
 * time. A policy that doesn't look, or whose windows, scales or denoising are wrong, doesn't get there.
 */
class ImitatePegTest {
    private static final int SEEDS = 2;
    private static final int STARTS = 10;
    private static final int LEAST = 6;

    @TempDir
    private Path folder;

    @Test
    void ten_demonstrations_teach_to_bring_the_peg_over_the_hole() throws Exception {
        HoneProcess.Outcome outcome = new HoneProcess(folder)
                .run(("imitate run --task peg --demos 10 --pipeline plain --seeds " + SEEDS
                                + " --steps 2000 --select 1 --report " + STARTS + " --out out")
                        .split(" "));
        assertEquals(0, outcome.exit(), outcome.error());
        List<String> rows = Files.readAllLines(folder.resolve("out/rows.jsonl"));
        assertEquals(SEEDS, rows.size());
        int reached = 0;
        for (String row : rows) {
            JsonNode json = Json.MAPPER.readTree(row);
            assertEquals(STARTS, json.get("n").asInt());
            assertTrue(json.get("trainingMinutes").asDouble() > 0, row);
            reached += json.get("milestones").path("at_hole").asInt();
        }
        HoneProcess.Outcome same = new HoneProcess(folder).run("imitate", "compare", "out:plain", "out:plain");
        assertTrue(same.out().contains("+0.0 points [+0.0, +0.0]"), same.out() + same.error());
        assertTrue(reached >= LEAST, reached + " of " + SEEDS * STARTS + " came over the hole: " + rows);
    }
}
