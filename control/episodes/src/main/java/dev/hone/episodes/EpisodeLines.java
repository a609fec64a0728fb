package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.core.files.JsonLine;
import dev.hone.core.files.JsonLines;
import dev.hone.core.files.LineReader;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Episodes as JSON lines, one episode a line: each column is a list with one entry a frame, itself a list of numbers or one
 * number. Compressed files are read too.
 *
 * @param file the lines
 * @param selection columns that are state and action
 * @param reward column of the reward that followed each action, if it is to be kept
 * @param fps frames a second
 * @param task what was to be done, in words
 */
public record EpisodeLines(Path file, Selection selection, Optional<String> reward, double fps, String task)
        implements EpisodeSource {
    @Override
    public Description description() {
        try (JsonLines lines = JsonLines.open(file)) {
            JsonLine first = lines.next()
                    .orElseThrow(() -> new HoneException(file + " is empty.", "it was cut short; copy it again"));
            Frame frame = episode(first).frames().getFirst();
            return new Description(
                    "",
                    fps,
                    Feature.of(Names.STATE, Kind.FLOAT32, frame.state().length),
                    Feature.of(Names.ACTION, Kind.FLOAT32, frame.action().length));
        }
    }

    @Override
    public int episodes() {
        int count = 0;
        try (LineReader lines = LineReader.open(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                count += line.get().isBlank() ? 0 : 1;
            }
        }
        return count;
    }

    @Override
    public void read(Consumer<Episode> use) {
        JsonLines.read(file, line -> use.accept(episode(line)));
    }

    private Episode episode(JsonLine line) {
        List<JsonNode> states = columns(line, selection.state());
        List<JsonNode> actions = columns(line, selection.action());
        List<JsonNode> rewards = columns(line, reward.stream().toList());
        int length = states.getFirst().size();
        requireLength(line, length, states);
        requireLength(line, length, actions);
        requireLength(line, length, rewards);
        Episode.Recorder recorder = new Episode.Recorder(task, line.place());
        for (int t = 0; t < length; t++) {
            recorder.add(new Frame(
                    joined(line, states, t),
                    joined(line, actions, t),
                    rewards.isEmpty() ? Optional.empty() : Optional.of(joined(line, rewards, t)[0]),
                    Optional.empty()));
        }
        return recorder.done(Optional.empty(), Map.of());
    }

    private static void requireLength(JsonLine line, int length, List<JsonNode> columns) {
        for (JsonNode column : columns) {
            if (column.size() != length) {
                throw line.error(
                        "one column has " + length + " frames and another " + column.size() + ".",
                        "the line mixes two episodes");
            }
        }
    }

    private List<JsonNode> columns(JsonLine line, List<String> names) {
        List<JsonNode> columns = new ArrayList<>();
        for (String name : names) {
            JsonNode column = line.node().path(name);
            if (column.isMissingNode()) {
                throw Table.noColumn(line.place(), name, line.node().propertyNames());
            }
            if (!column.isArray() || column.isEmpty()) {
                throw line.error("'" + name + "' is no list of frames.", "write one entry a frame there");
            }
            columns.add(column);
        }
        return columns;
    }

    private static float[] joined(JsonLine line, List<JsonNode> columns, int t) {
        List<JsonNode> numbers = new ArrayList<>();
        for (JsonNode column : columns) {
            JsonNode frame = column.path(t);
            if (frame.isArray()) {
                frame.forEach(numbers::add);
            } else {
                numbers.add(frame);
            }
        }
        float[] joined = new float[numbers.size()];
        for (int i = 0; i < joined.length; i++) {
            JsonNode number = numbers.get(i);
            if (!number.isNumber()) {
                throw line.error("frame " + t + " has " + number + " where a number should be.", "mend that frame");
            }
            joined[i] = (float) number.asDouble();
        }
        return joined;
    }
}
