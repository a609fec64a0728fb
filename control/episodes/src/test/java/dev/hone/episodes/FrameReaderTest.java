package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.episodes.FrameTable.Numbered;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final Path FILE = Path.of("frames.parquet");

    private static EpisodeEntry entry(int index, int length) {
        return new EpisodeEntry(index, List.of("left", "right"), length, 0, 0, 0, Optional.of(false), Map.of("up", 1));
    }

    private static Table table() {
        return FrameTable.of(
                "frames.parquet",
                List.of(new Numbered(Made.episode(2, 5), 2, 11, 0), new Numbered(Made.episode(3, 4), 3, 16, 1)),
                10);
    }

    private static FrameReader reader(Table table) {
        DatasetInfo info = new DatasetInfo(
                "arm", 10, 2, 9, FrameTable.features(Made.description(), Made.frame(0, 0)), Places.DATA);
        return new FrameReader(Path.of("."), FILE, table, info, Selection.DEFAULT);
    }

    private static Table with(Column column) {
        List<Column> columns = new ArrayList<>(table().columns().values());
        columns.replaceAll(old -> old.field().name().equals(column.field().name()) ? column : old);
        return Table.of("frames.parquet", columns);
    }

    @Test
    void an_episode_is_cut_out_of_the_middle_with_what_meta_says_of_it() {
        Episode episode = reader(table()).episode(entry(3, 4));
        assertEquals("left; right", episode.task());
        assertEquals(Optional.of(false), episode.success());
        assertEquals(Map.of("up", 1), episode.milestones());
        for (int t = 0; t < 4; t++) {
            assertArrayEquals(Made.frame(3, t).state(), episode.frames().get(t).state());
            assertEquals(Made.frame(3, t).simulator(), episode.frames().get(t).simulator());
        }
    }

    @Test
    void an_episode_of_another_length_is_refused() {
        HoneException e =
                assertThrows(HoneException.class, () -> reader(table()).episode(entry(3, 5)));
        assertEquals("frames.parquet, episode 3: 4 frames where meta/episodes says 5.", e.problem());
        assertThrows(HoneException.class, () -> reader(table()).episode(entry(1, 5)));
    }

    @Test
    void frames_out_of_order_are_refused() {
        Table swapped = with(Column.words(Names.FRAME, Kind.INT64, 0, 2, 1, 3, 4, 0, 1, 2, 3));
        HoneException e =
                assertThrows(HoneException.class, () -> reader(swapped).episode(entry(2, 5)));
        assertEquals("frames.parquet, episode 2: frame 2 stands where 1 should.", e.problem());
        assertEquals(4, reader(swapped).episode(entry(3, 4)).length());
    }

    @Test
    void time_that_runs_backwards_is_refused() {
        Table back = with(Column.numbers(Names.TIMESTAMP, Kind.FLOAT32, 0, 0.1, 0.2, 0.1, 0.2, 0, 0.1, 0.2, 0.3));
        HoneException e = assertThrows(HoneException.class, () -> reader(back).episode(entry(2, 5)));
        assertTrue(e.problem().contains("-0.1000 s lie between frames 2 and 3"), e.problem());
    }

    @Test
    void it_knows_its_file() {
        assertTrue(reader(table()).isOf(FILE));
        assertFalse(reader(table()).isOf(Path.of("other.parquet")));
    }
}
