package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.episodes.parquet.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class InfoFileTest {
    @TempDir
    Path folder;

    @BeforeEach
    void make_the_folder() throws IOException {
        Files.createDirectories(folder.resolve("meta"));
    }

    private static DatasetInfo info(double fps, Feature... features) {
        return new DatasetInfo("arm", fps, 3, 99, List.of(features), Places.DATA);
    }

    private DatasetInfo stored(String json) throws IOException {
        Files.writeString(Places.info(folder), json);
        return InfoFile.read(folder);
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 30, 29.97, 1000, 0.5})
    void what_was_written_comes_back(double fps) {
        DatasetInfo info = info(
                fps,
                new Feature("observation.state", "float32", List.of(2), List.of("x", "turn"), List.of("m", "rad")),
                Feature.of("next.done", Kind.BOOL, 1),
                new Feature("grid", "float64", List.of(2, 3), List.of(), List.of()));
        InfoFile.write(folder, info, 2);
        assertEquals(info, InfoFile.read(folder));
    }

    @Test
    void everything_that_the_format_wants_is_there() throws IOException {
        InfoFile.write(folder, info(10, Feature.of("action", Kind.FLOAT32, 4)), 2);
        JsonNode node = Json.read(Files.readString(Places.info(folder)));
        assertEquals(
                List.of(
                        "codebase_version",
                        "robot_type",
                        "total_episodes",
                        "total_frames",
                        "total_tasks",
                        "chunks_size",
                        "data_files_size_in_mb",
                        "video_files_size_in_mb",
                        "fps",
                        "splits",
                        "data_path",
                        "video_path",
                        "features"),
                List.copyOf(node.propertyNames()));
        assertTrue(node.path("video_path").isNull());
        assertTrue(node.path("features").path("action").path("names").isNull());
        assertEquals(1000, node.path("chunks_size").asInt());
    }

    @Test
    void a_robot_without_a_name_has_none() throws IOException {
        InfoFile.write(folder, new DatasetInfo("", 10, 0, 0, List.of(), Places.DATA), 0);
        assertTrue(Json.read(Files.readString(Places.info(folder)))
                .path("robot_type")
                .isNull());
        assertEquals("", InfoFile.read(folder).robot());
    }

    @Test
    void what_is_left_out_has_a_default() throws IOException {
        DatasetInfo info = stored("{\"codebase_version\": \"v3.1\", \"fps\": 5, \"features\": {\"a\": {}}}");
        assertEquals(
                new DatasetInfo(
                        "",
                        5,
                        0,
                        0,
                        List.of(new Feature("a", "float32", List.of(), List.of(), List.of())),
                        Places.DATA),
                info);
        assertEquals(1, info.feature("a").orElseThrow().width());
        assertEquals(Optional.empty(), info.feature("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"fps\": 5} | codebase_version is ''; Hone reads v3.",
                "{\"codebase_version\": \"v2.0\", \"fps\": 5} | codebase_version is 'v2.0'; Hone reads v3.",
                "{\"codebase_version\": \"v30\", \"fps\": 5} | codebase_version is 'v30'; Hone reads v3.",
                "{\"codebase_version\": \"v3.0\"} | fps is .",
                "{\"codebase_version\": \"v3.0\", \"fps\": 0} | fps is 0.",
                "{\"codebase_version\": \"v3.0\", \"fps\": \"x\"} | fps is \"x\"."
            })
    void what_makes_no_sense_is_named(String json, String problem) {
        HoneException e = assertThrows(HoneException.class, () -> stored(json));
        assertEquals(Places.info(folder) + ": " + problem, e.problem());
    }

    @Test
    void names_are_taken_from_a_list_or_from_under_one_key() throws IOException {
        DatasetInfo info = stored("""
                {"codebase_version": "v3.0", "fps": 5, "features": {
                  "list": {"dtype": "float32", "shape": [2], "names": ["a", "b"]},
                  "key": {"dtype": "float32", "shape": [2], "names": {"motors": ["c", "d"]}},
                  "axes": {"dtype": "video", "shape": [4, 5, 3], "names": ["height", "width", "channels"]},
                  "keys": {"dtype": "float32", "shape": [2], "names": {"x": ["e"], "y": ["f"]}}}}
                """);
        assertEquals(
                List.of(List.of("a", "b"), List.of("c", "d"), List.of(), List.of()),
                info.features().stream().map(Feature::names).toList());
        assertEquals(60, info.feature("axes").orElseThrow().width());
    }

    @Test
    void a_folder_that_is_none_and_one_that_is_missing_are_told_apart() throws IOException {
        assertTrue(assertThrows(HoneException.class, () -> InfoFile.read(folder))
                .problem()
                .endsWith("is no dataset: it has no meta/info.json."));
        Path missing = folder.resolve("nothing");
        assertEquals(
                missing + " does not exist.",
                assertThrows(HoneException.class, () -> InfoFile.read(missing)).problem());
    }
}
