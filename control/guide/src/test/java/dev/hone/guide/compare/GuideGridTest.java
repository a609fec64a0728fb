package dev.hone.guide.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideGridTest {
    @TempDir
    private Path runs;

    private static GuideGrid grid(int seeds, String... methods) {
        return new GuideGrid(
                List.of("tiger-door"),
                List.of(methods).stream().map(Method::parse).toList(),
                Optional.empty(),
                seeds,
                4,
                OptionalLong.of(3_000),
                MethodConstants.DEFAULT);
    }

    private static final class Killed extends RuntimeException {}

    /** Stops the work when so many trainings are done. */
    private static final class KillAfter implements Listener {
        private long left;

        KillAfter(long trainings) {
            left = trainings;
        }

        @Override
        public void advance(long done) {
            left -= done;
            if (left == 0) {
                throw new Killed();
            }
        }
    }

    @Test
    void goes_on_after_a_kill_with_the_same_table() {
        GuideGrid grid = grid(2, "tgrl", "imitation");
        List<GuideGrid.Row> unbroken;
        try (Run run = Run.start(runs, RunSpec.of("unbroken", 0), false)) {
            unbroken = grid.run(run.items("training"), runs, Listener.NONE);
        }
        RunSpec spec = RunSpec.of("broken", 0);
        for (int kill = 0; kill < 2; kill++) {
            try (Run run = Run.start(runs, spec, false)) {
                assertThrows(Killed.class, () -> grid.run(run.items("training"), runs, new KillAfter(1)));
                assertEquals(kill + 1, run.items("training").count());
            }
        }
        try (Run run = Run.start(runs, spec, false)) {
            assertTrue(run.resumed());
            assertEquals(unbroken, grid.run(run.items("training"), runs, Listener.NONE));
        }
    }

    @Test
    void a_training_does_not_depend_on_what_else_is_compared() {
        try (Run run = Run.start(runs, RunSpec.of("two", 0), false);
                Run other = Run.start(runs, RunSpec.of("one", 0), false)) {
            List<GuideGrid.Row> two = grid(1, "imitation", "tgrl").run(run.items("training"), runs, Listener.NONE);
            List<GuideGrid.Row> one = grid(2, "tgrl").run(other.items("training"), runs, Listener.NONE);
            assertEquals(two.get(1), one.get(0));
            assertEquals(5, one.get(1).seed());
        }
    }

    @Test
    void a_row_says_everything_and_leaves_out_a_weight_that_is_none() {
        try (Run run = Run.start(runs, RunSpec.of("rows", 0), false)) {
            List<GuideGrid.Row> rows = grid(1, "tgrl", "rl").run(run.items("training"), runs, Listener.NONE);
            String json = Json.write(GuideRows.row(rows.get(1)));
            assertTrue(json.startsWith("{\"env\":\"tiger-door\",\"method\":\"rl\",\"seed\":4,\"steps\":"), json);
            assertTrue(json.contains("\"evalEpisodes\":100,\"return\":") && json.endsWith("\"c\":null}"), json);
            assertTrue(GuideRows.row(rows.get(0)).get("c") instanceof Double c && c > 0);
        }
    }

    @Test
    void refuses_what_cannot_be_compared() {
        assertThrows(HoneException.class, () -> grid(0, "tgrl"));
        assertThrows(HoneException.class, () -> grid(1));
        assertThrows(HoneException.class, () -> grid(1, "tgrl", "tgrl"));
        HoneException e = assertThrows(
                HoneException.class,
                () -> new GuideGrid(
                        List.of("tiger-dor"),
                        List.of(new Method.Tgrl(Method.GapSource.RETURNS)),
                        Optional.empty(),
                        1,
                        0,
                        OptionalLong.empty(),
                        MethodConstants.DEFAULT));
        assertEquals("There is no environment of the name 'tiger-dor'.\nMaybe you meant tiger-door.", e.getMessage());
    }

    @Test
    void the_page_holds_the_table_and_the_curves() {
        GuideGrid grid = grid(2, "tgrl", "rl");
        try (Run run = Run.start(runs, RunSpec.of("page", 0), false)) {
            List<GuideGrid.Row> rows = grid.run(run.items("training"), runs, Listener.NONE);
            List<GuideSummary> summaries = GuideSummary.of(rows, Seeds.of(1));
            String html = new GuideReport(grid, rows, summaries).page("title").html();
            for (String part :
                    List.of("tiger-door", "tgrl", MethodConstants.DEFAULT.hash(), "Score along the budget")) {
                assertTrue(html.contains(part), part);
            }
        }
    }
}
