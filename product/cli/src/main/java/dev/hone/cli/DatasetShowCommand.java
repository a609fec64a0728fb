package dev.hone.cli;

import dev.hone.core.statistics.Rate;
import dev.hone.episodes.Dataset;
import dev.hone.episodes.DatasetSummary;
import dev.hone.episodes.Feature;
import dev.hone.episodes.Names;
import dev.hone.episodes.Statistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hone dataset show}: counts, lengths, tasks and ranges. */
@Command(
        name = "show",
        description =
                "Reads a LeRobotDataset v3 and shows its counts, lengths, tasks and ranges; finds what is damaged.",
        mixinStandardHelpOptions = true)
final class DatasetShowCommand implements Runnable {
    @Parameters(paramLabel = "DATASET", description = "The folder that holds 'meta' and 'data'.")
    private Path folder = Path.of("");

    @Mixin
    private final ColumnFlags columns = new ColumnFlags();

    @Mixin
    @SuppressWarnings(
            "UnusedVariable") // every verb takes --config and --set, which are written out before it is parsed
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final Screen screen = new Screen();

    @Override
    public void run() {
        Dataset dataset = Dataset.open(folder, columns.selection());
        Statistics statistics = dataset.statistics();
        show(dataset, DatasetSummary.of(dataset));
        ranges(dataset, statistics);
    }

    private void show(Dataset dataset, DatasetSummary summary) {
        List<Integer> lengths = summary.lengths();
        screen.line(String.format(
                Locale.ROOT,
                "%d episodes, %d frames at %s a second, %.0f s in all; %d to %d frames each, median %d.",
                lengths.size(),
                summary.frames(),
                number(dataset.info().fps()),
                summary.seconds(),
                lengths.getFirst(),
                lengths.getLast(),
                lengths.get(lengths.size() / 2)));
        summary.tasks()
                .forEach((task, episodes) -> screen.line(String.format(Locale.ROOT, "  %d x %s", episodes, task)));
        summary.success().ifPresent(rate -> screen.line(solved(rate)));
        if (!summary.milestones().isEmpty()) {
            List<String> reached = new ArrayList<>();
            summary.milestones().forEach((name, episodes) -> reached.add(name + " " + episodes));
            screen.line("  reached: " + String.join(", ", reached));
        }
        if (summary.simulator() > 0) {
            screen.line("  with the simulator's state at every frame, " + summary.simulator() + " words");
        }
    }

    private static String solved(Rate rate) {
        return String.format(Locale.ROOT, "  %d of %d solved", rate.successes(), rate.n());
    }

    private void ranges(Dataset dataset, Statistics statistics) {
        TextTable table = new TextTable("column", "name", "unit", "min", "mean", "std", "max");
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>(columns.selection().state());
        names.addAll(columns.selection().action());
        names.addAll(
                dataset.info().feature(Names.REWARD).stream().map(Feature::name).toList());
        for (String name : names) {
            Feature feature = dataset.info().feature(name).orElseThrow();
            Statistics.Of of = statistics.of(name);
            for (int i = 0; i < of.mean().length; i++) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("column", name);
                row.put("name", label(feature.names(), i));
                row.put("unit", feature.units().isEmpty() ? "" : feature.units().get(i));
                row.put("min", of.min()[i]);
                row.put("mean", of.mean()[i]);
                row.put("std", of.deviation()[i]);
                row.put("max", of.max()[i]);
                rows.add(row);
                table.row(row.values().stream()
                        .map(cell -> cell instanceof Double value ? String.format(Locale.ROOT, "%.4f", value) : cell)
                        .toArray());
            }
        }
        screen.table(table);
        screen.rows(rows);
    }

    private static String label(List<String> names, int i) {
        return names.isEmpty() ? Integer.toString(i) : names.get(i);
    }

    private static String number(double fps) {
        return fps == Math.rint(fps) ? Long.toString((long) fps) : Double.toString(fps);
    }
}
