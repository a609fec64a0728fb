package dev.hone.imitate.pipeline;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.core.files.JsonLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A condition of a finished comparison as its table holds it.
 *
 * @param task that was played
 * @param condition its word
 * @param solved which starts of {@code report} were solved, [seed][start], seeds rising
 */
public record ReportedRow(String task, String condition, List<boolean[]> solved) {
    /**
     * Reads a table's lines, which {@link PipelineRow#json} wrote.
     *
     * @throws HoneException if the table has no such row, or was written before rows said which starts were solved
     */
    public static ReportedRow read(Path table, String condition) {
        List<JsonNode> all = new ArrayList<>();
        JsonLines.read(table, line -> all.add(line.node()));
        List<JsonNode> own = all.stream()
                .filter(row -> row.path("condition").asString("").equals(condition))
                .sorted(Comparator.comparingLong(row -> row.path("seed").asLong()))
                .toList();
        if (own.isEmpty()) {
            List<String> words = all.stream()
                    .map(row -> row.path("condition").asString(""))
                    .distinct()
                    .toList();
            throw new HoneException(
                    table + " has no row '" + condition + "'.",
                    Nearest.of(condition, words)
                            .map(near -> "you mean '" + near + "'")
                            .orElse("use one of " + String.join(", ", words)));
        }
        List<boolean[]> solved = new ArrayList<>();
        for (JsonNode row : own) {
            String outcomes = row.path("outcomes").asString("");
            if (outcomes.isEmpty()) {
                throw new HoneException(
                        "A row '" + condition + "' of " + table + " doesn't say which starts were solved.",
                        "an older Hone wrote it; run the same 'hone imitate run' again");
            }
            solved.add(bits(outcomes));
        }
        return new ReportedRow(own.getFirst().path("task").asString(""), condition, solved);
    }

    private static boolean[] bits(String outcomes) {
        boolean[] bits = new boolean[outcomes.length()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = outcomes.charAt(i) == '1';
        }
        return bits;
    }

    /** Share of all roll-outs that were solved. */
    public double rate() {
        long all = 0;
        long good = 0;
        for (boolean[] seed : solved) {
            all += seed.length;
            for (boolean one : seed) {
                good += one ? 1 : 0;
            }
        }
        return (double) good / all;
    }
}
