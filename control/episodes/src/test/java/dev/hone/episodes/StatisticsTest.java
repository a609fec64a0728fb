package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void make_the_folder() throws IOException {
        Files.createDirectories(folder.resolve("meta"));
    }

    private Statistics stored(String json) throws IOException {
        Files.writeString(folder.resolve("meta/stats.json"), json);
        return Statistics.read(folder);
    }

    @Test
    void they_come_back_to_the_last_bit() {
        double third = 1.0 / 3;
        Statistics.Of of = new Statistics.Of(
                new double[] {-third, 0}, new double[] {Math.PI, 1e300}, new double[] {0, 1}, new double[] {1, 2}, 9);
        new Statistics("made", Map.of("action", of)).write(folder);
        Statistics.Of back = Statistics.read(folder).of("action");
        assertArrayEquals(of.min(), back.min());
        assertArrayEquals(of.max(), back.max());
        assertArrayEquals(of.mean(), back.mean());
        assertArrayEquals(of.deviation(), back.deviation());
        assertEquals(9, back.count());
    }

    @Test
    void the_keys_are_those_of_the_format() throws IOException {
        Statistics.Of of =
                new Statistics.Of(new double[] {1}, new double[] {3}, new double[] {2}, new double[] {0.5}, 4);
        new Statistics("made", Map.of("action", of)).write(folder);
        assertEquals(
                "{\"action\":{\"min\":[1.0],\"max\":[3.0],\"mean\":[2.0],\"std\":[0.5],\"count\":[4]}}\n",
                Files.readString(folder.resolve("meta/stats.json")));
    }

    @Test
    void those_of_pictures_and_quantiles_of_others_do_no_harm() throws IOException {
        Statistics statistics = stored("""
                {"camera": {"min": [[[0.0]], [[0.1]], [[0.2]]], "max": [[[1]], [[1]], [[1]]], "mean": [[[0.5]], [[0.5]], [[0.5]]],
                 "std": [[[0.1]], [[0.1]], [[0.1]]], "count": [100], "q01": [[[0]], [[0]], [[0]]]},
                 "timestamp": {"min": 0.0, "max": 3.5, "mean": 1.75, "std": 1.0, "count": [36]}}
                """);
        assertArrayEquals(new double[] {0, 0.1, 0.2}, statistics.of("camera").min());
        assertArrayEquals(new double[] {3.5}, statistics.of("timestamp").max());
    }

    @Test
    void a_file_that_is_missing_or_cut_short_is_named() throws IOException {
        assertTrue(assertThrows(HoneException.class, () -> Statistics.read(folder))
                .problem()
                .endsWith("has no statistics: meta/stats.json is missing."));
        HoneException cut = assertThrows(HoneException.class, () -> stored("{\"action\": {\"min\": [1.0"));
        assertTrue(cut.problem().startsWith(folder.resolve("meta/stats.json") + " is not JSON"), cut.problem());
    }

    @Test
    void a_feature_that_has_none_names_the_nearest() throws IOException {
        Statistics statistics =
                stored("{\"action\": {\"min\": [0], \"max\": [0], \"mean\": [0], \"std\": [0], \"count\": [1]}}");
        HoneException e = assertThrows(HoneException.class, () -> statistics.of("acton"));
        assertEquals(folder.resolve("meta/stats.json") + " has no column 'acton'.", e.problem());
        assertEquals("you mean 'action'", e.advice());
    }
}
