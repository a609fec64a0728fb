package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.Field;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Rows;
import dev.hone.episodes.parquet.Table;
import dev.hone.episodes.parquet.TableWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeTableTest {
    @TempDir
    Path folder;

    private static EpisodeEntry entry(int index, Optional<Boolean> success, Map<String, Integer> milestones) {
        return new EpisodeEntry(index, List.of("a", "b"), 10, 0, index, 10L * index, success, milestones);
    }

    @Test
    void entries_come_back_with_what_only_some_of_them_have() {
        List<EpisodeEntry> entries = List.of(
                entry(0, Optional.of(true), Map.of("grasped", 3, "seated", 9)),
                entry(1, Optional.of(false), Map.of("grasped", 5)),
                entry(2, Optional.empty(), Map.of()));
        EpisodeTable.write(folder, entries);
        assertEquals(entries, EpisodeTable.read(folder));
    }

    @Test
    void entries_without_success_have_no_such_column() {
        List<EpisodeEntry> entries = List.of(entry(0, Optional.empty(), Map.of()));
        EpisodeTable.write(folder, entries);
        assertEquals(entries, EpisodeTable.read(folder));
    }

    private void file(int number, long episode) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column.Texts(Field.list("tasks", Kind.STRING), List.of("stack"), Rows.each(1, 1)),
                Column.numbers("stats/action/min", Kind.FLOAT64, 3)));
        Map.of(
                        "episode_index",
                        episode,
                        "length",
                        4L,
                        "data/chunk_index",
                        0L,
                        "data/file_index",
                        0L,
                        "dataset_from_index",
                        0L)
                .forEach((name, value) -> columns.add(Column.words(name, Kind.INT64, value)));
        TableWriter.write(Places.episodes(folder, 0, number), Table.of("made", columns), Map.of());
    }

    @Test
    void several_files_are_read_in_order_and_statistics_passed_over() {
        file(0, 0);
        file(1, 1);
        assertEquals(
                List.of(0, 1),
                EpisodeTable.read(folder).stream().map(EpisodeEntry::index).toList());
    }

    @Test
    void a_missing_file_shows_as_a_missing_episode() {
        file(0, 0);
        file(2, 2);
        HoneException e = assertThrows(HoneException.class, () -> EpisodeTable.read(folder));
        assertTrue(e.problem().endsWith("meta/episodes: episode 2 stands where 1 should."), e.problem());
    }

    @Test
    void a_missing_folder_is_named() {
        assertTrue(assertThrows(HoneException.class, () -> EpisodeTable.read(folder))
                .problem()
                .endsWith("meta/episodes does not exist."));
    }
}
