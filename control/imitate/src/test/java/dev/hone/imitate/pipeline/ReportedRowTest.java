package dev.hone.imitate.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.imitate.rollout.Outcome;
import dev.hone.imitate.rollout.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportedRowTest {
    @TempDir
    private Path folder;

    private static PipelineRow row(Condition condition, long seed, String outcomes) {
        List<Outcome> all = new ArrayList<>();
        for (int k = 0; k < outcomes.length(); k++) {
            all.add(new Outcome(k, outcomes.charAt(k) == '1', 5, new TreeMap<>()));
        }
        return new PipelineRow("point", condition, seed, 9, new Score(all), 0.5, Cost.NONE);
    }

    private Path table(PipelineRow... rows) throws IOException {
        List<String> lines = new ArrayList<>();
        for (PipelineRow row : rows) {
            lines.add(Json.MAPPER.writeValueAsString(row.json()));
        }
        return Files.write(folder.resolve("rows.jsonl"), lines);
    }

    @Test
    void rows_are_read_back_seed_by_seed_and_paired_across_tables() throws IOException {
        ReportedRow few = ReportedRow.read(
                table(
                        row(Condition.TA_CI, 4, "0111"),
                        row(Condition.PLAIN, 3, "0000"),
                        row(Condition.TA_CI, 3, "1100")),
                "ta+ci");
        assertEquals("point", few.task());
        assertArrayEquals(new boolean[] {true, true, false, false}, few.solved().getFirst());
        assertEquals(5.0 / 8, few.rate());
        ReportedRow many =
                ReportedRow.read(table(row(Condition.PLAIN, 3, "1101"), row(Condition.PLAIN, 4, "1111")), "plain");
        assertEquals(-2.0 / 8, Gain.between(few, many, Seeds.of(1)).estimate(), 1e-12);
    }

    @Test
    void rows_of_other_sizes_are_not_paired() throws IOException {
        ReportedRow two = ReportedRow.read(table(row(Condition.PLAIN, 3, "11")), "plain");
        ReportedRow three = ReportedRow.read(table(row(Condition.PLAIN, 3, "110")), "plain");
        HoneException e = assertThrows(HoneException.class, () -> Gain.between(two, three, Seeds.of(1)));
        assertTrue(String.valueOf(e.getMessage()).contains("1 seeds x 3 roll-outs"), e.toString());
    }

    @Test
    void a_row_that_is_missing_or_too_old_is_named() throws IOException {
        Path table = table(row(Condition.TA_NEAR, 3, "1"));
        HoneException e = assertThrows(HoneException.class, () -> ReportedRow.read(table, "ta-neer"));
        assertTrue(e.toString().contains("ta-near"), e.toString());
        Files.writeString(table, "{\"task\": \"point\", \"condition\": \"ta\", \"seed\": 3}\n");
        HoneException old = assertThrows(HoneException.class, () -> ReportedRow.read(table, "ta"));
        assertTrue(String.valueOf(old.getMessage()).contains("doesn't say which starts"), old.toString());
    }
}
