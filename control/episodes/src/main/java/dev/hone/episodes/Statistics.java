package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.episodes.parquet.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Statistics of features, kept in {@code meta/stats.json}, by which policies scale what they see and do.
 *
 * @param place the file, for errors
 * @param features by name
 */
public record Statistics(String place, Map<String, Of> features) {
    public Statistics {
        features = new LinkedHashMap<>(features);
    }

    /**
     * Statistics of one feature, per number; not copied.
     *
     * @param deviation standard deviation, dividing by the count
     * @param count frames
     * @param picture whether the numbers are a picture's channels, which the format nests in two more lists
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record Of(double[] min, double[] max, double[] mean, double[] deviation, long count, boolean picture) {
        /** Of a feature that is no picture. */
        public Of(double[] min, double[] max, double[] mean, double[] deviation, long count) {
            this(min, max, mean, deviation, count, false);
        }
    }

    /**
     * Statistics of a feature.
     *
     * @throws HoneException if there are none of that name, naming the nearest
     */
    public Of of(String feature) {
        Of of = features.get(feature);
        if (of == null) {
            throw Table.noColumn(place, feature, features.keySet());
        }
        return of;
    }

    void write(Path folder) {
        Map<String, Object> all = new LinkedHashMap<>();
        features.forEach((name, of) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("min", nested(of, of.min()));
            one.put("max", nested(of, of.max()));
            one.put("mean", nested(of, of.mean()));
            one.put("std", nested(of, of.deviation()));
            one.put("count", new long[] {of.count()});
            all.put(name, one);
        });
        InfoFile.writeJson(Places.statistics(folder), all);
    }

    private static Object nested(Of of, double[] numbers) {
        return of.picture()
                ? Arrays.stream(numbers)
                        .mapToObj(number -> List.of(List.of(number)))
                        .toList()
                : numbers;
    }

    static Statistics read(Path folder) {
        Path file = Places.statistics(folder);
        if (!Files.exists(file)) {
            throw new HoneException(
                    folder + " has no statistics: meta/stats.json is missing.",
                    "make them: hone dataset convert " + folder + " OUT");
        }
        JsonNode node = InfoFile.readJson(file);
        Map<String, Of> features = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            JsonNode one = entry.getValue();
            features.put(
                    entry.getKey(),
                    new Of(
                            numbers(one.path("min")),
                            numbers(one.path("max")),
                            numbers(one.path("mean")),
                            numbers(one.path("std")),
                            one.path("count").path(0).asLong(0),
                            one.path("min").path(0).isArray()));
        });
        return new Statistics(file.toString(), features);
    }

    /** Numbers in any nesting, in order: pictures have theirs as a list of lists of lists. */
    private static double[] numbers(JsonNode node) {
        if (!node.isArray()) {
            return node.isNumber() ? new double[] {node.asDouble()} : new double[0];
        }
        return node.valueStream()
                .flatMapToDouble(inner -> Arrays.stream(numbers(inner)))
                .toArray();
    }
}
