package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.FrameTable.Numbered;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameTableTest {
    private static void assertPromised(List<Feature> features, Table table) {
        assertEquals(
                features.stream().map(Feature::name).toList(),
                List.copyOf(table.columns().keySet()));
        for (Feature feature : features) {
            Column column = Objects.requireNonNull(table.columns().get(feature.name()));
            assertEquals(feature.dtype(), column.field().kind().word(), feature.name());
            assertEquals(feature.width() > 1, column.field().list(), feature.name());
            assertEquals(feature.width(), column.rows().width(0), feature.name());
        }
    }

    @Test
    void the_columns_are_those_that_info_promises() {
        Episode episode = Made.episode(0, 4);
        Table table = FrameTable.of("here", List.of(new Numbered(episode, 0, 0, 0)), 10);
        assertPromised(FrameTable.features(Made.description(), episode.frames().getFirst()), table);
    }

    @Test
    void without_rewards_and_simulator_states_there_are_no_such_columns() {
        Episode episode = Made.plain(3, 1, 1);
        Description description =
                new Description("", 10, Feature.of("s", Kind.FLOAT32, 1), Feature.of("a", Kind.FLOAT32, 1));
        Table table = FrameTable.of("here", List.of(new Numbered(episode, 0, 0, 0)), 10);
        assertPromised(FrameTable.features(description, episode.frames().getFirst()), table);
        assertFalse(table.has(Names.REWARD));
        assertFalse(table.has(Names.SIMULATOR));
    }

    @Test
    void every_frame_has_its_numbers_in_the_whole_set() {
        Table table = FrameTable.of(
                "here",
                List.of(new Numbered(Made.episode(4, 2), 4, 30, 1), new Numbered(Made.episode(5, 3), 5, 32, 0)),
                20);
        assertEquals(5, table.rows());
        assertArrayEquals(new long[] {4, 4, 5, 5, 5}, table.words(Names.EPISODE).values());
        assertArrayEquals(new long[] {0, 1, 0, 1, 2}, table.words(Names.FRAME).values());
        assertArrayEquals(
                new long[] {30, 31, 32, 33, 34}, table.words(Names.INDEX).values());
        assertArrayEquals(new long[] {1, 1, 0, 0, 0}, table.words(Names.TASK).values());
        assertArrayEquals(new long[] {0, 1, 0, 0, 1}, table.words(Names.DONE).values());
        assertArrayEquals(
                new double[] {0, 0.05, 0, 0.05, 0.1},
                table.numbers(Names.TIMESTAMP).values());
        assertArrayEquals(
                new double[] {0, 0, 0, 0, 1}, table.numbers(Names.REWARD).values());
    }

    @Test
    void simulator_states_keep_every_bit() {
        Episode.Recorder recorder = new Episode.Recorder("t");
        long[] words = {Long.MIN_VALUE, -1, Double.doubleToRawLongBits(Double.NaN), 0x7ff8000000000001L};
        recorder.add(new Frame(
                new float[1], new float[1], Optional.empty(), Optional.of(dev.hone.learn.Snapshot.of(words))));
        Episode episode = recorder.done(Optional.empty(), java.util.Map.of());
        Table table = FrameTable.of("here", List.of(new Numbered(episode, 0, 0, 0)), 10);
        assertArrayEquals(words, table.words(Names.SIMULATOR).values());
    }
}
