package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import dev.hone.core.statistics.Rate;
import dev.hone.episodes.parquet.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetSummaryTest {
    @TempDir
    Path temporary;

    @Test
    void it_counts_what_the_episodes_say() {
        DatasetSummary summary = DatasetSummary.of(Dataset.open(Made.dataset(temporary.resolve("set"))));
        assertEquals(18, summary.frames());
        assertEquals(1.8, summary.seconds(), 1e-12);
        assertEquals(List.of(5, 6, 7), summary.lengths());
        assertEquals(
                List.of("open the door", "close the door"),
                List.copyOf(summary.tasks().keySet()));
        assertEquals(Map.of("open the door", 2, "close the door", 1), summary.tasks());
        assertEquals(Optional.of(Rate.of(2, 3)), summary.success());
        assertEquals(Map.of("grasped", 3, "seated", 2), summary.milestones());
        assertEquals(Made.WORDS, summary.simulator());
    }

    @Test
    void what_nobody_says_is_absent() {
        Path folder = temporary.resolve("set");
        Description description =
                new Description("", 50, Feature.of("s", Kind.FLOAT32, 2), Feature.of("a", Kind.FLOAT32, 1));
        try (DatasetWriter writer = DatasetWriter.create(folder, false, description)) {
            writer.add(Made.plain(5, 2, 1));
            writer.commit();
        }
        DatasetSummary summary = DatasetSummary.of(Dataset.open(folder));
        assertEquals(Optional.empty(), summary.success());
        assertEquals(Map.of(), summary.milestones());
        assertEquals(0, summary.simulator());
    }

    @Test
    void damage_in_any_frame_file_is_found() throws IOException {
        Path folder = Made.dataset(temporary.resolve("set"));
        Path frames = folder.resolve("data/chunk-000/file-000.parquet");
        byte[] whole = Files.readAllBytes(frames);
        Files.write(frames, java.util.Arrays.copyOf(whole, whole.length - 10));
        Dataset dataset = Dataset.open(folder);
        assertThrows(HoneException.class, () -> DatasetSummary.of(dataset));
    }
}
