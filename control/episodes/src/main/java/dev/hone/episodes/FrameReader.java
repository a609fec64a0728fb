package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.core.files.FileErrors;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.ImageFile;
import dev.hone.episodes.parquet.Table;
import dev.hone.episodes.picture.Picture;
import dev.hone.learn.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts episodes out of one file of frames. */
final class FrameReader {
    /** Where an episode's rows lie. */
    private record Span(int start, int length) {}

    /** A column that must have the same width in every row. */
    private record Part(Column.Numbers column, int width) {}

    private final Path folder;
    private final Path file;
    private final double fps;
    private final double[] stamps;
    private final long[] numbers;
    private final List<Part> state;
    private final List<Part> action;
    private final Map<String, Column.Images> pictures = new LinkedHashMap<>();
    private final Optional<double[]> reward;
    private final Optional<Column.Words> simulator;
    private final Map<Integer, Span> spans = new HashMap<>();

    FrameReader(Path folder, Path file, Table table, DatasetInfo info, Selection selection) {
        this.folder = folder;
        this.file = file;
        fps = info.fps();
        stamps = table.numberEach(Names.TIMESTAMP);
        numbers = table.wordEach(Names.FRAME);
        state = parts(table, info, selection.state());
        action = parts(table, info, selection.action());
        selection.pictures().forEach(name -> pictures.put(name, table.images(name)));
        reward = table.has(Names.REWARD) ? Optional.of(table.numberEach(Names.REWARD)) : Optional.empty();
        simulator = table.has(Names.SIMULATOR) ? Optional.of(table.words(Names.SIMULATOR)) : Optional.empty();
        long[] episodes = table.wordEach(Names.EPISODE);
        for (int row = 0; row < table.rows(); row++) {
            int here = row;
            spans.merge(
                    (int) episodes[row],
                    new Span(here, 1),
                    (span, _) -> new Span(span.start(), here - span.start() + 1));
        }
    }

    private static List<Part> parts(Table table, DatasetInfo info, List<String> columns) {
        return columns.stream()
                .map(name -> new Part(
                        table.numbers(name), info.feature(name).orElseThrow().width()))
                .toList();
    }

    boolean isOf(Path other) {
        return file.equals(other);
    }

    Episode episode(EpisodeEntry entry) {
        String place = file + ", episode " + entry.index();
        Span span = spans.getOrDefault(entry.index(), new Span(0, 0));
        if (span.length() != entry.length()) {
            throw new HoneException(
                    place + ": " + span.length() + " frames where meta/episodes says " + entry.length() + ".",
                    "the files are of different copies; copy the dataset again");
        }
        for (int i = 0; i < span.length(); i++) {
            if (numbers[span.start() + i] != i) {
                throw new HoneException(
                        place + ": frame " + numbers[span.start() + i] + " stands where " + i + " should.",
                        "frames were lost; leave the episode out");
            }
        }
        Timing.require(stamps, span.start(), span.length(), fps, place);
        Episode.Recorder recorder = new Episode.Recorder(String.join("; ", entry.tasks()), place);
        for (int i = 0; i < span.length(); i++) {
            recorder.add(frame(span.start() + i, place + ", frame " + i));
        }
        return recorder.done(entry.success(), entry.milestones());
    }

    private Frame frame(int row, String place) {
        return new Frame(
                joined(state, row, place),
                joined(action, row, place),
                reward.map(rewards -> (float) rewards[row]),
                simulator.map(column -> snapshot(column, row)),
                pictures(row, place));
    }

    private Map<String, Picture> pictures(int row, String place) {
        Map<String, Picture> seen = new LinkedHashMap<>();
        pictures.forEach((name, column) -> {
            if (column.rows().width(row) != 1) {
                throw new HoneException(
                        place + ": '" + name + "' has no picture.", "frames were lost; leave the episode out");
            }
            ImageFile image = column.values().get(column.rows().start(row));
            seen.put(name, Picture.of(image.bytes().orElseGet(() -> beside(image, place)), place + ", " + name));
        });
        return seen;
    }

    /** The bytes of a picture that lies in a file of its own, which must be within the dataset. */
    private byte[] beside(ImageFile image, String place) {
        String path = image.path().orElseThrow();
        Path whole = folder.resolve(path).normalize();
        if (!whole.startsWith(folder.normalize())) {
            throw new HoneException(
                    place + ": a picture lies at '" + path + "'.", "copy it into the dataset and name it from there");
        }
        try {
            return Files.readAllBytes(whole);
        } catch (IOException e) {
            throw FileErrors.reading(whole, e);
        }
    }

    private static Snapshot snapshot(Column.Words column, int row) {
        int start = column.rows().start(row);
        return Snapshot.of(
                Arrays.copyOfRange(column.values(), start, start + column.rows().width(row)));
    }

    private static float[] joined(List<Part> parts, int row, String place) {
        float[] numbers = new float[parts.stream().mapToInt(Part::width).sum()];
        int at = 0;
        for (Part part : parts) {
            Column.Numbers column = part.column();
            int width = column.rows().width(row);
            if (width != part.width()) {
                throw new HoneException(
                        place + ": '" + column.field().name() + "' has " + width + " numbers where meta/info.json says "
                                + part.width() + ".",
                        "the file is another dataset's, or was written by hand");
            }
            int start = column.rows().start(row);
            for (int i = 0; i < width; i++) {
                numbers[at++] = (float) column.values()[start + i];
            }
        }
        return numbers;
    }
}
