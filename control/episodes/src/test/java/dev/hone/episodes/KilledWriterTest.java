package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees of a dataset that is being written, or whose writer was killed. */
class KilledWriterTest {
    @TempDir
    Path temporary;

    private long visible() throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(path -> !path.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    @Test
    void nothing_is_seen_while_files_of_frames_are_written() throws IOException {
        Path folder = temporary.resolve("set");
        try (DatasetWriter writer = DatasetWriter.create(folder, false, Made.description(), 1)) {
            writer.add(Made.episode(0, 5)); // its file is full and written
            assertEquals(0, visible());
            assertThrows(HoneException.class, () -> Dataset.open(folder));
            writer.commit();
        }
        assertEquals(1, Dataset.open(folder).episodes());
    }

    @Test
    @SuppressWarnings("MustBeClosed") // the killed writer is never closed
    void a_killed_writer_is_no_obstacle_for_the_next() throws IOException {
        Path folder = temporary.resolve("set");
        DatasetWriter killed = DatasetWriter.create(folder, false, Made.description(), 1);
        killed.add(Made.episode(0, 5));
        assertFalse(Files.exists(folder));
        Made.dataset(folder);
        assertEquals(3, Dataset.open(folder).all().size());
        assertEquals(1, visible());
    }

    @Test
    void a_reader_in_the_middle_of_a_replaced_dataset_gets_frames_or_an_error() {
        Path folder = temporary.resolve("set");
        try (DatasetWriter writer = DatasetWriter.create(folder, false, Made.description(), 1)) {
            writer.add(Made.episode(0, 5));
            writer.add(Made.episode(1, 5));
            writer.commit();
        }
        Dataset before = Dataset.open(folder);
        try (DatasetWriter writer = DatasetWriter.create(folder, true, Made.description())) {
            writer.add(Made.episode(2, 9));
            writer.commit();
        }
        HoneException e = assertThrows(HoneException.class, before::all);
        assertTrue(e.problem().endsWith("episode 0: 9 frames where meta/episodes says 5."), e.problem());
    }
}
