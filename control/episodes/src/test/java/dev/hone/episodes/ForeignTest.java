package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.Field;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Rows;
import dev.hone.episodes.parquet.Table;
import dev.hone.episodes.parquet.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets that someone else wrote: other columns, and what can be wrong with them. */
class ForeignTest {
    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private final Map<String, Column> frames = new LinkedHashMap<>();
    private final Map<String, Object> features = new LinkedHashMap<>();
    private String dataPath = "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";
    private String version = "v3.0";

    /** Two episodes of 3 and 2 frames, with joints and a gripper apart, in a layout of their own. */
    @BeforeEach
    void foreign_set() {
        folder = temporary.resolve("foreign");
        put(list("robot.joints", Kind.FLOAT64, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), "float64", List.of(2));
        put(Column.numbers("robot.gripper", Kind.FLOAT32, 10, 11, 12, 13, 14), "float32", List.of(1));
        put(list("command", Kind.FLOAT32, 2, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4), "float32", List.of(2));
        put(Column.numbers("timestamp", Kind.FLOAT32, 0, 0.05, 0.1, 0, 0.05), "float32", List.of(1));
        put(Column.words("frame_index", Kind.INT64, 0, 1, 2, 0, 1), "int64", List.of(1));
        put(Column.words("episode_index", Kind.INT64, 0, 0, 0, 1, 1), "int64", List.of(1));
        features.put("camera", Map.of("dtype", "video", "shape", List.of(4, 4, 3)));
    }

    private static Column list(String name, Kind kind, int width, double... values) {
        return new Column.Numbers(Field.list(name, kind), values, Rows.each(values.length / width, width));
    }

    private void put(Column column, String dtype, List<Integer> shape) {
        frames.put(column.field().name(), column);
        features.put(column.field().name(), Map.of("dtype", dtype, "shape", shape));
    }

    private static final Selection SELECTION =
            new Selection(List.of("robot.joints", "robot.gripper"), List.of("command"));

    private void write() {
        try {
            Files.createDirectories(folder.resolve("meta"));
            Files.writeString(
                    folder.resolve("meta/info.json"),
                    Json.write(Map.of(
                            "codebase_version", version, "fps", 20, "data_path", dataPath, "features", features)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        EpisodeTable.write(
                folder,
                List.of(
                        new EpisodeEntry(0, List.of("stack"), 3, 0, 0, 0, Optional.empty(), Map.of()),
                        new EpisodeEntry(1, List.of("stack"), 2, 0, 0, 3, Optional.empty(), Map.of())));
        TableWriter.write(
                Places.data(folder, dataPath, 0, 0), Table.of("made", List.copyOf(frames.values())), Map.of());
    }

    private HoneException refused() {
        write();
        return assertThrows(
                HoneException.class, () -> Dataset.open(folder, SELECTION).all());
    }

    @Test
    void columns_by_name_are_joined_in_order() {
        write();
        List<Episode> episodes = Dataset.open(folder, SELECTION).all();
        assertEquals(List.of(3, 2), episodes.stream().map(Episode::length).toList());
        assertArrayEquals(
                new float[] {4, 5, 12}, episodes.get(0).frames().get(2).state());
        assertArrayEquals(new float[] {3, 3}, episodes.get(1).frames().get(0).action());
        assertEquals("stack", episodes.get(1).task());
        Description description = Dataset.open(folder, SELECTION).description();
        assertEquals(3, description.state().width());
        assertEquals(20, description.fps());
    }

    @Test
    void a_foreign_set_converts_to_one_with_statistics_and_the_usual_names() {
        write();
        Path out = temporary.resolve("out");
        Conversion.convert(Dataset.open(folder, SELECTION), out, false, _ -> {});
        Dataset converted = Dataset.open(out);
        assertArrayEquals(
                new float[] {4, 5, 12}, converted.all().get(0).frames().get(2).state());
        assertArrayEquals(
                new double[] {8, 9, 14}, converted.statistics().of(Names.STATE).max());
    }

    @Test
    void another_layout_of_files_is_followed() {
        dataPath = "frames/{chunk_index}-{file_index:05d}.parquet";
        write();
        assertTrue(Files.exists(folder.resolve("frames/0-00000.parquet")));
        assertEquals(2, Dataset.open(folder, SELECTION).all().size());
    }

    @Test
    void a_path_out_of_the_folder_is_refused() {
        assertThrows(HoneException.class, () -> Places.data(folder, "../{chunk_index}.parquet", 0, 0));
        assertThrows(HoneException.class, () -> Places.data(folder, "{chunk}.parquet", 0, 0));
    }

    @Test
    void a_set_without_statistics_says_how_to_make_them() {
        write();
        HoneException e = assertThrows(
                HoneException.class, () -> Dataset.open(folder, SELECTION).statistics());
        assertEquals(folder + " has no statistics: meta/stats.json is missing.", e.problem());
        assertEquals("make them: hone dataset convert " + folder + " OUT", e.advice());
    }

    @Test
    void a_wrong_column_names_the_nearest() {
        write();
        Selection wrong = new Selection(List.of("robot.joint"), List.of("command"));
        HoneException e = assertThrows(HoneException.class, () -> Dataset.open(folder, wrong));
        assertEquals(folder + " has no column 'robot.joint'.", e.problem());
        assertEquals("you mean 'robot.joints'", e.advice());
        Selection camera = new Selection(List.of("camera"), List.of("command"));
        assertEquals(
                folder + ": column 'camera' holds video, not numbers.",
                assertThrows(HoneException.class, () -> Dataset.open(folder, camera))
                        .problem());
        assertThrows(HoneException.class, () -> new Selection(List.of(), List.of("command")));
    }

    @Test
    void an_action_of_the_wrong_width_names_its_frame() {
        frames.put(
                "command",
                new Column.Numbers(Field.list("command", Kind.FLOAT32), new double[9], Rows.of(2, 2, 2, 1, 2)));
        HoneException e = refused();
        assertEquals(
                folder + "/data/chunk-000/file-000.parquet, episode 1, frame 0: 'command' has 1 numbers where"
                        + " meta/info.json says 2.",
                e.problem());
    }

    @Test
    void a_gap_in_time_names_its_frames() {
        frames.put("timestamp", Column.numbers("timestamp", Kind.FLOAT32, 0, 0.05, 0.3, 0, 0.05));
        assertEquals(
                folder + "/data/chunk-000/file-000.parquet, episode 0: 0.2500 s lie between frames 1 and 2 where 20"
                        + " frames a second have 0.0500 s.",
                refused().problem());
    }

    @Test
    void time_may_be_off_by_its_rounding_after_hours_but_not_stand_still() {
        float hours = 20_000;
        double[] late = {hours, (float) (hours + 0.05), (float) (hours + 0.1)};
        Timing.require(late, 0, 3, 20, "here");
        double[] still = {1, 1};
        assertThrows(HoneException.class, () -> Timing.require(still, 0, 2, 20, "here"));
        double[] lost = {1, Double.NaN};
        assertThrows(HoneException.class, () -> Timing.require(lost, 0, 2, 20, "here"));
    }

    @Test
    void a_number_that_is_none_and_a_row_without_its_number_name_their_place() {
        frames.put("robot.gripper", Column.numbers("robot.gripper", Kind.FLOAT32, 10, 11, 12, 13, Double.NaN));
        assertEquals(
                folder + "/data/chunk-000/file-000.parquet, episode 1, frame 1: number 2 of the state is NaN.",
                refused().problem());
        frames.put(
                "frame_index",
                new Column.Words(
                        Field.plain("frame_index", Kind.INT64), new long[] {0, 1, 2, 0}, Rows.of(1, 1, 0, 1, 1)));
        assertEquals(
                folder + "/data/chunk-000/file-000.parquet: column 'frame_index' has 0 values in row 2 where it must"
                        + " have one.",
                refused().problem());
    }

    @Test
    void lost_frames_and_lost_episodes_are_errors() {
        frames.put("frame_index", Column.words("frame_index", Kind.INT64, 0, 1, 3, 0, 1));
        assertTrue(refused().problem().endsWith("episode 0: frame 3 stands where 2 should."));
        frames.put("frame_index", Column.words("frame_index", Kind.INT64, 0, 1, 2, 0, 1));
        frames.put("episode_index", Column.words("episode_index", Kind.INT64, 0, 0, 0, 0, 1));
        assertTrue(refused().problem().endsWith("episode 0: 4 frames where meta/episodes says 3."));
        frames.put("episode_index", Column.words("episode_index", Kind.INT64, 0, 0, 0, 2, 2));
        assertTrue(refused().problem().endsWith("episode 1: 0 frames where meta/episodes says 2."));
    }

    @Test
    void a_column_that_info_promises_and_the_file_lacks_is_an_error() {
        frames.remove("command");
        assertTrue(refused().problem().endsWith("file-000.parquet has no column 'command'."));
    }

    @Test
    void a_file_cut_short_or_missing_is_named() throws IOException {
        write();
        Path file = folder.resolve("data/chunk-000/file-000.parquet");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        Dataset dataset = Dataset.open(folder, SELECTION);
        assertEquals(
                file + " is cut short or damaged.",
                assertThrows(HoneException.class, dataset::all).problem());
        Files.delete(file);
        assertEquals(
                file + " does not exist.",
                assertThrows(HoneException.class, dataset::all).problem());
    }

    @Test
    void other_versions_and_other_folders_are_refused() throws IOException {
        version = "v2.1";
        assertTrue(refused().problem().endsWith("codebase_version is 'v2.1'; Hone reads v3."));
        HoneException none = assertThrows(HoneException.class, () -> Dataset.open(temporary));
        assertEquals(temporary + " is no dataset: it has no meta/info.json.", none.problem());
        assertEquals(
                temporary.resolve("foreig") + " does not exist.",
                assertThrows(HoneException.class, () -> Dataset.open(temporary.resolve("foreig")))
                        .problem());
        Files.writeString(folder.resolve("meta/info.json"), "{\"codebase_version\": \"v3.0\", \"fps\"");
        assertTrue(assertThrows(HoneException.class, () -> Dataset.open(folder))
                .problem()
                .contains("info.json is not JSON"));
        Files.writeString(folder.resolve("meta/info.json"), "{\"codebase_version\": \"v3.0\", \"fps\": -1}");
        assertTrue(assertThrows(HoneException.class, () -> Dataset.open(folder))
                .problem()
                .endsWith("fps is -1."));
    }

    @Test
    void names_of_numbers_are_taken_where_there_is_one_each() {
        features.put(
                "command",
                Map.of("dtype", "float32", "shape", List.of(2), "names", Map.of("motors", List.of("a", "b"))));
        features.put("robot.joints", Map.of("dtype", "float64", "shape", List.of(2), "names", List.of("axis")));
        write();
        DatasetInfo info = Dataset.open(folder, SELECTION).info();
        assertEquals(List.of("a", "b"), info.feature("command").orElseThrow().names());
        assertEquals(List.of(), info.feature("robot.joints").orElseThrow().names());
    }

    @Test
    void a_feature_must_name_each_of_its_numbers_or_none() {
        assertThrows(HoneException.class, () -> new Feature("a", "float32", List.of(2), List.of("x"), List.of()));
        assertThrows(HoneException.class, () -> Feature.of("a/b", Kind.FLOAT32, 1));
        assertThrows(
                HoneException.class,
                () -> new Description("", 0, Feature.of("a", Kind.FLOAT32, 1), Feature.of("b", Kind.FLOAT32, 1)));
    }

    private EpisodeLines lines(String text, UnaryOperator<EpisodeLines> change) throws IOException {
        Path file = temporary.resolve("demos.jsonl");
        Files.writeString(file, text);
        return change.apply(new EpisodeLines(
                file, new Selection(List.of("see", "grip"), List.of("do")), Optional.of("reward"), 100, "open"));
    }

    private static final String TWO = """
            {"see": [[1, 2], [3, 4]], "grip": [9, 8], "do": [[0.5], [0.25]], "reward": [0, 1]}
            {"see": [[5, 6]], "grip": [7], "do": [[1e-3]], "reward": [2]}
            """;

    @Test
    void episodes_as_json_lines_convert() throws IOException {
        Path out = temporary.resolve("out");
        assertEquals(2, Conversion.convert(lines(TWO, same -> same), out, false, _ -> {}));
        List<Episode> episodes = Dataset.open(out).all();
        assertArrayEquals(new float[] {3, 4, 8}, episodes.get(0).frames().get(1).state());
        assertArrayEquals(new float[] {1e-3f}, episodes.get(1).frames().get(0).action());
        assertEquals(Optional.of(1f), episodes.get(0).frames().get(1).reward());
        assertEquals("open", episodes.get(1).task());
        assertEquals(100, Dataset.open(out).info().fps());
    }

    @Test
    void lines_that_are_wrong_are_named() throws IOException {
        List<String> problems = new ArrayList<>();
        for (String text : List.of(
                "{\"sea\": [[1]], \"grip\": [1], \"do\": [[1]], \"reward\": [1]}",
                "{\"see\": 3, \"grip\": [1], \"do\": [[1]], \"reward\": [1]}",
                "{\"see\": [[1]], \"grip\": [1], \"do\": [[1, \"a\"]], \"reward\": [1]}",
                "{\"see\": [[1], [2]], \"grip\": [1, 2], \"do\": [[1]], \"reward\": [1, 2]}",
                "{\"see\": [[1], [2, 3]], \"grip\": [1, 2], \"do\": [[1], [2]], \"reward\": [1, 2]}",
                "")) {
            EpisodeLines source = lines(text, same -> same);
            problems.add(assertThrows(
                            HoneException.class,
                            () -> Conversion.convert(source, temporary.resolve("out"), false, _ -> {}))
                    .problem()
                    .replace(temporary + "/", ""));
        }
        assertEquals(
                List.of(
                        "demos.jsonl line 1 has no column 'see'.",
                        "demos.jsonl line 1: 'see' is no list of frames.",
                        "demos.jsonl line 1: frame 0 has \"a\" where a number should be.",
                        "demos.jsonl line 1: one column has 2 frames and another 1.",
                        "demos.jsonl line 1, frame 1: state of 3 numbers where the frames before have 2.",
                        "demos.jsonl is empty."),
                problems);
    }

    @Test
    void human_demonstrations_of_the_adroit_door_convert() {
        Optional<String> data = Optional.ofNullable(System.getenv("HONE_DATA"));
        assumeTrue(data.isPresent(), "HONE_DATA names no folder of data: real demonstrations are not read");
        Path file = Path.of(data.get(), "adroit-door-human-demos", "demos.jsonl.gz");
        Path out = temporary.resolve("door");
        EpisodeLines source = new EpisodeLines(
                file,
                new Selection(List.of("observations"), List.of("actions")),
                Optional.of("rewards"),
                100,
                "open the door");
        assertEquals(25, Conversion.convert(source, out, false, _ -> {}));
        Dataset dataset = Dataset.open(out);
        assertEquals(39, dataset.description().state().width());
        assertEquals(28, dataset.description().action().width());
        assertTrue(dataset.entries().stream().allMatch(entry -> entry.length() >= 223 && entry.length() <= 300));
        assertEquals(
                dataset.info().frames(), dataset.statistics().of(Names.ACTION).count());
    }
}
