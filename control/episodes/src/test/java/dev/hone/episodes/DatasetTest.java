package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Table;
import dev.hone.episodes.parquet.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DatasetTest {
    @TempDir
    Path temporary;

    private static void assertSame(Episode expected, Episode found) {
        assertEquals(expected.task(), found.task());
        assertEquals(expected.success(), found.success());
        assertEquals(expected.milestones(), found.milestones());
        assertEquals(expected.length(), found.length());
        for (int t = 0; t < expected.length(); t++) {
            Frame a = expected.frames().get(t);
            Frame b = found.frames().get(t);
            assertArrayEquals(a.state(), b.state());
            assertArrayEquals(a.action(), b.action());
            assertEquals(a.reward(), b.reward());
            assertEquals(a.simulator(), b.simulator());
        }
    }

    @Test
    void what_was_written_comes_back_frame_by_frame() {
        Dataset dataset = Dataset.open(Made.dataset(temporary.resolve("set")));
        List<Episode> episodes = dataset.all();
        assertEquals(3, episodes.size());
        for (int i = 0; i < 3; i++) {
            assertSame(Made.episode(i, 5 + i), episodes.get(i));
        }
        assertEquals(18, dataset.info().frames());
        assertEquals(Made.description(), dataset.description());
    }

    @Test
    void success_rewards_and_simulator_states_may_be_absent() {
        Path folder = temporary.resolve("set");
        Description description =
                new Description("", 29.97, Feature.of("s", Kind.FLOAT32, 1), Feature.of("a", Kind.FLOAT32, 1));
        try (DatasetWriter writer = DatasetWriter.create(folder, false, description)) {
            writer.add(Made.plain(50, 1, 1));
            writer.commit();
        }
        Dataset dataset = Dataset.open(folder);
        assertSame(Made.plain(50, 1, 1), dataset.all().getFirst());
        assertEquals(29.97, dataset.info().fps());
        assertTrue(dataset.info().feature(Names.SIMULATOR).isEmpty());
        assertFalse(dataset.statistics().features().containsKey(Names.REWARD));
    }

    @Test
    void episodes_spread_over_files_when_one_is_full() throws IOException {
        Path folder = temporary.resolve("set");
        try (DatasetWriter writer = DatasetWriter.create(folder, false, Made.description(), 1)) {
            for (int i = 0; i < 4; i++) {
                writer.add(Made.episode(i, 5));
            }
            writer.commit();
        }
        try (Stream<Path> files = Files.list(folder.resolve("data/chunk-000"))) {
            assertEquals(
                    List.of("file-000.parquet", "file-001.parquet", "file-002.parquet", "file-003.parquet"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        List<Episode> episodes = Dataset.open(folder).all();
        for (int i = 0; i < 4; i++) {
            assertSame(Made.episode(i, 5), episodes.get(i));
        }
    }

    @Test
    void the_files_are_as_the_format_wants_them() throws IOException {
        Path folder = Made.dataset(temporary.resolve("set"));
        JsonNode info = Json.read(Files.readString(folder.resolve("meta/info.json")));
        assertEquals("v3.0", info.path("codebase_version").asString());
        assertEquals("{\"train\":\"0:3\"}", info.path("splits").toString());
        assertEquals(3, info.path("total_episodes").asInt());
        assertEquals(2, info.path("total_tasks").asInt());
        assertEquals(10, info.path("fps").asInt());
        assertTrue(info.path("fps").isIntegralNumber());
        assertEquals(
                "{\"dtype\":\"float32\",\"shape\":[3],\"names\":[\"x\",\"y\",\"turn\"],\"units\":[\"m\",\"m\",\"rad\"]}",
                info.path("features").path(Names.STATE).toString());
        Table frames = TableReader.read(folder.resolve("data/chunk-000/file-000.parquet"));
        assertEquals(
                List.copyOf(info.path("features").propertyNames()),
                List.copyOf(frames.columns().keySet()));
        assertArrayEquals(
                new long[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2},
                frames.words(Names.EPISODE).values());
        assertEquals(5, frames.words(Names.FRAME).values()[10]);
        assertEquals(17, frames.words(Names.INDEX).values()[17]);
        assertEquals(1, frames.words(Names.TASK).values()[5]);
        assertEquals(1, frames.words(Names.DONE).values()[4]);
        assertEquals(0.3f, (float) frames.numbers(Names.TIMESTAMP).values()[8]);
        Table tasks = TableReader.read(folder.resolve("meta/tasks.parquet"));
        assertEquals(
                List.of("open the door", "close the door"), tasks.texts("task").values());
        String note = TableReader.notes(folder.resolve("meta/tasks.parquet")).getOrDefault("pandas", "");
        assertTrue(note.startsWith("{\"index_columns\":[\"task\"]"), note);
        Table episodes = TableReader.read(folder.resolve("meta/episodes/chunk-000/file-000.parquet"));
        assertArrayEquals(
                new long[] {0, 5, 11}, episodes.words("dataset_from_index").values());
        assertArrayEquals(
                new long[] {5, 11, 18}, episodes.words("dataset_to_index").values());
    }

    @Test
    void statistics_are_those_of_the_frames() {
        Statistics statistics =
                Dataset.open(Made.dataset(temporary.resolve("set"))).statistics();
        Statistics.Of state = statistics.of(Names.STATE);
        assertArrayEquals(new double[] {0, 0, 0}, state.min());
        assertArrayEquals(new double[] {2, 6, 0.6f}, state.max());
        double mean = (6 + 2 * 7) / 18.0;
        assertEquals(mean, state.mean()[0], 1e-12);
        double variance = (5 * mean * mean + 6 * (1 - mean) * (1 - mean) + 7 * (2 - mean) * (2 - mean)) / 18;
        assertEquals(Math.sqrt(variance), state.deviation()[0], 1e-12);
        assertEquals(18, state.count());
        assertEquals(3 / 18.0, statistics.of(Names.REWARD).mean()[0], 1e-12);
        assertEquals(
                "you mean 'action'",
                assertThrows(HoneException.class, () -> statistics.of("actions"))
                        .advice());
    }

    @Test
    void nothing_appears_without_a_commit_and_nothing_is_replaced_unasked() throws IOException {
        Path folder = temporary.resolve("set");
        try (DatasetWriter writer = DatasetWriter.create(folder, false, Made.description(), 1)) {
            writer.add(Made.episode(0, 5));
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
        Made.dataset(folder);
        assertThrows(HoneException.class, () -> DatasetWriter.create(folder, false, Made.description()));
        try (DatasetWriter writer = DatasetWriter.create(folder, true, Made.description())) {
            writer.add(Made.episode(7, 2));
        }
        assertEquals(3, Dataset.open(folder).all().size());
        try (DatasetWriter writer = DatasetWriter.create(folder, true, Made.description())) {
            writer.add(Made.episode(7, 2));
            writer.commit();
        }
        assertEquals(1, Dataset.open(folder).all().size());
    }

    @Test
    void an_episode_of_another_width_is_refused() {
        try (DatasetWriter writer = DatasetWriter.create(temporary.resolve("set"), false, Made.description())) {
            writer.add(Made.episode(0, 3));
            HoneException action =
                    assertThrows(HoneException.class, () -> writer.add(Made.plain(2, Made.STATE, Made.ACTION + 1)));
            assertEquals("Episode 1: action of 3 numbers where the dataset has 2.", action.problem());
            assertThrows(HoneException.class, () -> writer.add(Made.plain(2, Made.STATE + 1, Made.ACTION)));
            HoneException reward =
                    assertThrows(HoneException.class, () -> writer.add(Made.plain(2, Made.STATE, Made.ACTION)));
            assertTrue(reward.problem().startsWith("Episode 1: reward of 0 numbers"), reward.problem());
        }
    }

    @Test
    void a_dataset_without_episodes_is_refused() {
        try (DatasetWriter writer = DatasetWriter.create(temporary.resolve("set"), false, Made.description())) {
            assertTrue(
                    assertThrows(HoneException.class, writer::commit).problem().endsWith("set would have no episode."));
        }
    }

    @Test
    void a_recorder_refuses_frames_that_differ_or_are_not_finite() {
        Episode.Recorder recorder = new Episode.Recorder("t");
        assertThrows(HoneException.class, () -> recorder.done(Optional.empty(), Map.of()));
        recorder.add(Made.frame(0, 0));
        Frame wide = new Frame(new float[3], new float[3], Optional.empty(), Optional.empty());
        assertEquals(
                "an episode, frame 1: action of 3 numbers where the frames before have 2.",
                assertThrows(HoneException.class, () -> recorder.add(wide)).problem());
        Frame plain = new Frame(new float[3], new float[2], Optional.empty(), Optional.empty());
        assertThrows(HoneException.class, () -> recorder.add(plain), "no simulator state");
        Frame infinite = new Frame(new float[] {0, Float.NaN, 0}, new float[2], Optional.empty(), Optional.empty());
        assertEquals(
                "an episode, frame 1: number 1 of the state is NaN.",
                assertThrows(HoneException.class, () -> recorder.add(infinite)).problem());
        assertEquals(1, recorder.length());
    }

    @Test
    void converting_a_dataset_gives_the_same_frames() {
        Path from = Made.dataset(temporary.resolve("from"));
        Path to = temporary.resolve("to");
        List<Integer> told = new ArrayList<>();
        assertEquals(3, Conversion.convert(Dataset.open(from), to, false, told::add));
        assertEquals(List.of(1, 2, 3), told);
        List<Episode> episodes = Dataset.open(to).all();
        for (int i = 0; i < 3; i++) {
            assertSame(Made.episode(i, 5 + i), episodes.get(i));
        }
    }
}
