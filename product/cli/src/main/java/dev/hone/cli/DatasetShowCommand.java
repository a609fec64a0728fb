package dev.hone.cli;

import dev.hone.assembly.film.EpisodeFrames;
import dev.hone.assembly.film.FilmStrip;
import dev.hone.core.HoneException;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.statistics.Rate;
import dev.hone.episodes.Dataset;
import dev.hone.episodes.DatasetSummary;
import dev.hone.episodes.Episode;
import dev.hone.episodes.Feature;
import dev.hone.episodes.Names;
import dev.hone.episodes.Statistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone dataset show}: counts, lengths, tasks and ranges. */
@Command(
        name = "show",
        description =
                "Reads a LeRobotDataset v3 and shows its counts, lengths, tasks and ranges, and a film strip of it; finds what is"
                        + " damaged.",
        mixinStandardHelpOptions = true)
final class DatasetShowCommand implements Runnable {
    /** Pixels of the longer side of a picture in a strip. */
    private static final int STRIP_PIXELS = 160;

    @Parameters(paramLabel = "DATASET", description = "The folder that holds 'meta' and 'data'.")
    private Path folder = Path.of("");

    @Option(
            names = "--strip",
            paramLabel = "FILE.png",
            description = {
                "A film strip of the first episodes: the pictures that are kept in the dataset, or of our own ones without",
                "any, new ones from the simulator's states."
            })
    private Optional<Path> strip = Optional.empty();

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "8",
            description = "Pictures of an episode there. Default: 8.")
    private int frames;

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "3", description = "Episodes there. Default: 3.")
    private int episodes;

    @Option(names = "--overwrite", description = "Replace --strip if it is there.")
    private boolean overwrite;

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
        strip.ifPresent(this::requireStrip);
        Dataset dataset = Dataset.open(folder, columns.selection()).withPictures();
        Statistics statistics = dataset.statistics();
        show(dataset, DatasetSummary.of(dataset));
        ranges(dataset, statistics);
        strip.ifPresent(file -> strip(dataset, file));
    }

    /** Before every frame is read: what was asked for can be made. */
    private void requireStrip(Path file) {
        if (!file.toString().endsWith(".png")) {
            throw new HoneException(file + " is no name of a film strip.", "end it with .png");
        }
        if (episodes < 1) {
            throw new HoneException("--episodes is " + episodes + ".", "ask for at least 1");
        }
        if (frames < 2) {
            throw new HoneException("--frames is " + frames + ".", "ask for at least 2");
        }
        AtomicFile.refuseExisting(file, overwrite);
    }

    private void strip(Dataset dataset, Path file) {
        FilmStrip film = new FilmStrip();
        List<Episode> first = dataset.first(episodes);
        for (int i = 0; i < first.size(); i++) {
            film.add(EpisodeFrames.of(first.get(i), frames, STRIP_PIXELS, folder + ", episode " + i));
        }
        AtomicFile.write(file, overwrite, film.picture().file());
        screen.line("");
        screen.line(String.format(
                Locale.ROOT, "Strip: %s (%d episodes, up to %d moments each)", file, first.size(), frames));
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
        for (String name : dataset.pictures()) {
            List<Integer> shape = dataset.info().feature(name).orElseThrow().shape();
            screen.line("  with pictures: " + name + ", " + shape.get(1) + "x" + shape.get(0));
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
