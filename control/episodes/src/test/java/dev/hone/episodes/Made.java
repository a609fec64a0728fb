package dev.hone.episodes;

import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.parquet.Kind;
import dev.hone.learn.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small episodes whose every number says where it stands. */
final class Made {
    static final int STATE = 3;
    static final int ACTION = 2;
    static final int WORDS = 4;

    private Made() {}

    static Description description() {
        return new Description(
                "arm",
                10,
                new Feature(
                        Names.STATE, "float32", List.of(STATE), List.of("x", "y", "turn"), List.of("m", "m", "rad")),
                Feature.of(Names.ACTION, Kind.FLOAT32, ACTION));
    }

    static Frame frame(int episode, int t) {
        return new Frame(
                new float[] {episode, t, 0.1f * t},
                new float[] {-episode, -t},
                Optional.of(t == 2 ? 1f : 0f),
                Optional.of(Snapshot.of(new long[] {Long.MIN_VALUE + episode, t, -1, Double.doubleToRawLongBits(t)})));
    }

    static Episode episode(int number, int length) {
        Episode.Recorder recorder = new Episode.Recorder(number % 2 == 0 ? "open the door" : "close the door");
        for (int t = 0; t < length; t++) {
            recorder.add(frame(number, t));
        }
        return recorder.done(
                Optional.of(number != 1), number == 1 ? Map.of("grasped", 4) : Map.of("grasped", 3, "seated", length));
    }

    static Episode plain(int length, int state, int action) {
        Episode.Recorder recorder = new Episode.Recorder("plain");
        for (int t = 0; t < length; t++) {
            float[] numbers = new float[state];
            numbers[0] = t;
            recorder.add(new Frame(numbers, new float[action], Optional.empty(), Optional.empty()));
        }
        return recorder.done(Optional.empty(), Map.of());
    }

    /** Three episodes of 5, 6 and 7 frames. */
    static Path dataset(Path folder) {
        try (DatasetWriter writer = DatasetWriter.create(folder, false, description())) {
            for (int i = 0; i < 3; i++) {
                writer.add(episode(i, 5 + i));
            }
            writer.commit();
        }
        return folder;
    }
}
