package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.FileErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads and writes {@code meta/info.json}. */
final class InfoFile {
    private static final String VERSION = "v3.0";

    private InfoFile() {}

    static void write(Path folder, DatasetInfo info, int tasks) {
        Map<String, Object> features = new LinkedHashMap<>();
        for (Feature feature : info.features()) {
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("dtype", feature.dtype());
            about.put("shape", feature.shape());
            about.put("names", feature.names().isEmpty() ? null : feature.names());
            if (!feature.units().isEmpty()) {
                about.put("units", feature.units());
            }
            features.put(feature.name(), about);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("codebase_version", VERSION);
        all.put("robot_type", info.robot().isEmpty() ? null : info.robot());
        all.put("total_episodes", info.episodes());
        all.put("total_frames", info.frames());
        all.put("total_tasks", tasks);
        all.put("chunks_size", Places.FILES_PER_CHUNK);
        all.put("data_files_size_in_mb", 100);
        all.put("video_files_size_in_mb", 200);
        all.put("fps", info.fps() == Math.rint(info.fps()) ? (Object) (long) info.fps() : (Object) info.fps());
        all.put("splits", Map.of("train", "0:" + info.episodes()));
        all.put("data_path", info.dataPath());
        all.put("video_path", null);
        all.put("features", features);
        writeJson(Places.info(folder), all);
    }

    static void writeJson(Path file, Object value) {
        AtomicFile.write(file, true, (Json.write(value) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode readJson(Path file) {
        try {
            return Json.read(Files.readString(file));
        } catch (JacksonException e) {
            throw new HoneException(
                    file + " is not JSON: " + Json.problem(e) + ".", "it was cut short; copy it again", e);
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
    }

    static DatasetInfo read(Path folder) {
        Path file = Places.info(folder);
        if (Files.isDirectory(folder) && !Files.exists(file)) {
            throw new HoneException(
                    folder + " is no dataset: it has no meta/info.json.",
                    "name the folder that holds 'meta' and 'data'");
        }
        if (!Files.exists(folder)) {
            throw FileErrors.missing(folder);
        }
        JsonNode node = readJson(file);
        String version = node.path("codebase_version").asString("");
        if (!version.startsWith("v3.")) {
            throw new HoneException(
                    file + ": codebase_version is '" + version + "'; Hone reads v3.",
                    "convert it with LeRobot's own script for v3");
        }
        double fps = node.path("fps").asDouble(0);
        if (!(fps > 0)) {
            throw new HoneException(file + ": fps is " + node.path("fps") + ".", "write the frames a second there");
        }
        return new DatasetInfo(
                node.path("robot_type").asString(""),
                fps,
                node.path("total_episodes").asInt(0),
                node.path("total_frames").asLong(0),
                features(node.path("features")),
                node.path("data_path").asString(Places.DATA));
    }

    private static List<Feature> features(JsonNode all) {
        List<Feature> features = new ArrayList<>();
        all.properties().forEach(entry -> {
            JsonNode about = entry.getValue();
            List<Integer> shape = StreamSupport.stream(about.path("shape").spliterator(), false)
                    .map(length -> length.asInt(1))
                    .toList();
            int width = shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
            String dtype = about.path("dtype").asString("float32");
            features.add(new Feature(
                    entry.getKey(),
                    dtype,
                    shape,
                    each(about.path("names"), dtype.equals(Feature.IMAGE) ? shape.size() : width),
                    each(about.path("units"), width)));
        });
        return features;
    }

    /** Some sets name axes instead of numbers, or put their names under a key; what doesn't name each number is left out. */
    private static List<String> each(JsonNode node, int width) {
        JsonNode list = node.isObject() && node.size() == 1 ? node.iterator().next() : node;
        List<String> names = list.isArray()
                ? StreamSupport.stream(list.spliterator(), false)
                        .map(name -> name.asString(""))
                        .toList()
                : List.of();
        return names.size() == width ? names : List.of();
    }
}
