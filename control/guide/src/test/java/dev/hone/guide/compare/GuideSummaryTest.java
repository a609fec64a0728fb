package dev.hone.guide.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.guide.GuideResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuideSummaryTest {
    private static GuideGrid.Row row(String method, long seed, double score, double weight) {
        return new GuideGrid.Row(
                seed, new GuideResult("door", method, 100, 5, 5, 100, 10 * score, score, score / 2, weight, List.of()));
    }

    @Test
    void the_interquartile_mean_leaves_out_a_quarter_at_each_end() {
        assertEquals(2.5, GuideSummary.interquartileMean(new double[] {100, 2, 3, -100}));
        assertEquals(7, GuideSummary.interquartileMean(new double[] {7}));
        // of six values the middle three count: 2 and 5 by half, 3 and 4 whole
        assertEquals((1 + 3 + 4 + 2.5) / 3, GuideSummary.interquartileMean(new double[] {0, 2, 3, 4, 5, 99}), 1e-12);
    }

    @Test
    void compares_the_guided_student_seed_by_seed() {
        List<GuideGrid.Row> rows = new ArrayList<>();
        for (int seed = 0; seed < 8; seed++) {
            rows.add(row("tgrl", seed, 0.5 + seed / 10.0, 0.2));
            rows.add(row("rl", seed, 0.25 + seed / 10.0, Double.NaN));
        }
        List<GuideSummary> summaries = GuideSummary.of(rows, Seeds.of(1));
        GuideSummary tgrl = summaries.get(0);
        GuideSummary rl = summaries.get(1);
        assertEquals(0.85, tgrl.score().estimate(), 1e-12);
        assertTrue(tgrl.score().low() < 0.85 && tgrl.score().high() > 0.85);
        assertEquals(0.375, tgrl.solved(), "scores of 1.0, 1.1 and 1.2");
        assertEquals(0.2, tgrl.weight().orElse(0), 1e-12);
        assertEquals(0.425, tgrl.area(), 1e-12);
        assertTrue(tgrl.guided().isEmpty() && rl.weight().isEmpty());
        assertEquals(0.25, rl.guided().orElseThrow().low(), 1e-9, "the seeds' difficulty cancels");
        assertEquals(0.25, rl.guided().orElseThrow().high(), 1e-9);
    }

    @Test
    void without_a_guided_student_there_is_no_difference() {
        List<GuideSummary> summaries = GuideSummary.of(List.of(row("rl", 0, 1, Double.NaN)), Seeds.of(1));
        assertTrue(summaries.getFirst().guided().isEmpty());
        assertEquals(1, summaries.getFirst().solved());
    }
}
