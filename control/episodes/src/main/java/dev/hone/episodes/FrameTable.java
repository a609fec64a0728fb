package dev.hone.episodes;

import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.Field;
import dev.hone.episodes.parquet.ImageFile;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Rows;
import dev.hone.episodes.parquet.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Episodes as the columns of a file of frames. */
final class FrameTable {
    /** A frame with its numbers in the dataset. */
    private record Row(Frame frame, int episode, int index, long all, int task, boolean last) {}

    /** An episode with its numbers in the dataset. */
    record Numbered(Episode episode, int index, long from, int task) {}

    private FrameTable() {}

    /** The features of the frames that {@link #of} makes, given an episode of the kind. */
    static List<Feature> features(Description description, Frame like) {
        List<Feature> features = new ArrayList<>();
        features.add(description.state());
        features.add(description.action());
        description.pictures().stream()
                .sorted(Comparator.comparing(Feature::name))
                .forEach(features::add);
        if (like.reward().isPresent()) {
            features.add(Feature.of(Names.REWARD, Kind.FLOAT32, 1));
        }
        features.add(Feature.of(Names.DONE, Kind.BOOL, 1));
        features.add(Feature.of(Names.TIMESTAMP, Kind.FLOAT32, 1));
        for (String name : List.of(Names.FRAME, Names.EPISODE, Names.INDEX, Names.TASK)) {
            features.add(Feature.of(name, Kind.INT64, 1));
        }
        like.simulator()
                .ifPresent(state -> features.add(Feature.of(Names.SIMULATOR, Kind.INT64, state.words().length)));
        return features;
    }

    static Table of(String place, List<Numbered> episodes, double fps) {
        List<Row> rows = new ArrayList<>();
        for (Numbered numbered : episodes) {
            List<Frame> frames = numbered.episode().frames();
            for (int i = 0; i < frames.size(); i++) {
                rows.add(new Row(
                        frames.get(i),
                        numbered.index(),
                        i,
                        numbered.from() + i,
                        numbered.task(),
                        i == frames.size() - 1));
            }
        }
        Frame like = rows.getFirst().frame();
        List<Column> columns = new ArrayList<>();
        columns.add(floats(Names.STATE, rows, Frame::state));
        columns.add(floats(Names.ACTION, rows, Frame::action));
        like.pictures().keySet().stream().sorted().forEach(name -> columns.add(pictures(name, rows)));
        if (like.reward().isPresent()) {
            columns.add(floats(
                    Names.REWARD, rows, frame -> new float[] {frame.reward().orElseThrow()}));
        }
        columns.add(words(Names.DONE, Kind.BOOL, rows, row -> row.last() ? 1 : 0));
        columns.add(Column.numbers(
                Names.TIMESTAMP,
                Kind.FLOAT32,
                rows.stream().mapToDouble(row -> row.index() / fps).toArray()));
        columns.add(words(Names.FRAME, Kind.INT64, rows, Row::index));
        columns.add(words(Names.EPISODE, Kind.INT64, rows, Row::episode));
        columns.add(words(Names.INDEX, Kind.INT64, rows, Row::all));
        columns.add(words(Names.TASK, Kind.INT64, rows, Row::task));
        if (like.simulator().isPresent()) {
            columns.add(simulator(rows));
        }
        return Table.of(place, columns);
    }

    private static Column floats(String name, List<Row> rows, Function<Frame, float[]> of) {
        int width = of.apply(rows.getFirst().frame()).length;
        double[] values = new double[rows.size() * width];
        for (int r = 0; r < rows.size(); r++) {
            float[] frame = of.apply(rows.get(r).frame());
            for (int i = 0; i < width; i++) {
                values[r * width + i] = frame[i];
            }
        }
        return new Column.Numbers(field(name, Kind.FLOAT32, width), values, Rows.each(rows.size(), width));
    }

    private static Column pictures(String name, List<Row> rows) {
        return Column.images(
                name,
                rows.stream()
                        .map(row -> new ImageFile(
                                Optional.of(Objects.requireNonNull(
                                                row.frame().pictures().get(name))
                                        .file()),
                                Optional.of(String.format(Locale.ROOT, "frame-%06d.png", row.index()))))
                        .toList());
    }

    private static Column simulator(List<Row> rows) {
        long[][] states = rows.stream()
                .map(row -> row.frame().simulator().orElseThrow().words())
                .toArray(long[][]::new);
        int width = states[0].length;
        return new Column.Words(
                field(Names.SIMULATOR, Kind.INT64, width),
                Arrays.stream(states).flatMapToLong(Arrays::stream).toArray(),
                Rows.each(rows.size(), width));
    }

    private static Column words(String name, Kind kind, List<Row> rows, ToLongFunction<Row> of) {
        return Column.words(name, kind, rows.stream().mapToLong(of).toArray());
    }

    /** The format keeps a single number as a plain column. */
    private static Field field(String name, Kind kind, int width) {
        return width == 1 ? Field.plain(name, kind) : Field.list(name, kind);
    }
}
