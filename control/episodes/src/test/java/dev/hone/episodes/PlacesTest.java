package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    private static final Path FOLDER = Path.of("set");

    @ParameterizedTest
    @CsvSource({
        "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet, set/data/chunk-002/file-013.parquet",
        "d/{chunk_index}/{file_index}.parquet, set/d/2/13.parquet",
        "d/{file_index:06d}.parquet, set/d/000013.parquet",
        "d/all.parquet, set/d/all.parquet"
    })
    void blanks_are_filled_in_as_the_format_does(String pattern, Path expected) {
        assertEquals(expected, Places.data(FOLDER, pattern, 2, 13));
    }

    @Test
    void numbers_longer_than_their_blank_keep_all_their_digits() {
        assertEquals(Path.of("set/data/chunk-1234/file-000.parquet"), Places.data(FOLDER, Places.DATA, 1234, 0));
        assertEquals(Path.of("set/meta/episodes/chunk-000/file-007.parquet"), Places.episodes(FOLDER, 0, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../other/{file_index}.parquet", "a/../../b.parquet", "/etc/{file_index}", "{episode}.parquet"})
    void paths_that_lead_elsewhere_or_have_other_blanks_are_refused(String pattern) {
        HoneException e = assertThrows(HoneException.class, () -> Places.data(FOLDER, pattern, 0, 0));
        assertEquals("set/meta/info.json: data_path is '" + pattern + "'.", e.problem());
    }
}
