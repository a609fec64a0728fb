package dev.hone.cli;

import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.demonstrate.Milestone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows how far one episode of an assembly task came. */
final class EpisodeView {
    private EpisodeView() {}

    static void show(Played played, Screen screen) {
        screen.line(String.format(
                Locale.ROOT,
                "%s after %d steps, %.1f s.",
                played.solved() ? "Solved" : "Not solved",
                played.steps(),
                0.1 * played.steps()));
        TextTable table = new TextTable("milestone", "at step");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Milestone milestone : Milestone.values()) {
            Integer step = played.milestones().get(milestone);
            table.row(milestone.meaning(), step == null ? "-" : step);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("milestone", milestone.name().toLowerCase(Locale.ROOT));
            row.put("reached", step != null);
            if (step != null) {
                row.put("step", step);
            }
            rows.add(row);
        }
        screen.table(table);
        screen.rows(rows);
    }
}
