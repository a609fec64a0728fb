package dev.hone.episodes.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    @TempDir
    Path folder;

    private Path write(Column... columns) {
        Path file = folder.resolve("deep/table.parquet");
        TableWriter.write(file, Table.of("here", List.of(columns)), Map.of("key", "value"));
        return file;
    }

    @Test
    void every_kind_of_column_comes_back_as_it_was() {
        double[] floats = {0.1f, -3.5f, Float.MAX_VALUE, Float.NaN, -0f, 7};
        long[] words = {Long.MIN_VALUE, -1, Long.MAX_VALUE};
        Path file = write(
                new Column.Numbers(Field.list("observation.state", Kind.FLOAT32), floats, Rows.each(3, 2)),
                Column.numbers("precise", Kind.FLOAT64, 0.1, Math.PI, Double.MIN_VALUE),
                Column.words("words", Kind.INT64, words),
                Column.words("flags", Kind.BOOL, 1, 0, 1),
                Column.texts("texts", List.of("", "Tür öffnen", "a,b")));
        Table table = TableReader.read(file);
        assertEquals(
                List.of("observation.state", "precise", "words", "flags", "texts"),
                List.copyOf(table.columns().keySet()));
        assertEquals(3, table.rows());
        assertArrayEquals(floats, table.numbers("observation.state").values());
        assertEquals(4, table.numbers("observation.state").rows().start(2));
        assertArrayEquals(
                new double[] {0.1, Math.PI, Double.MIN_VALUE},
                table.numbers("precise").values());
        assertArrayEquals(words, table.words("words").values());
        assertArrayEquals(new long[] {1, 0, 1}, table.words("flags").values());
        assertEquals(List.of("", "Tür öffnen", "a,b"), table.texts("texts").values());
        assertEquals(
                new Field("observation.state", Kind.FLOAT32, true),
                TableReader.fields(file).getFirst());
        assertEquals("value", TableReader.notes(file).get("key"));
    }

    @Test
    void pictures_have_bytes_a_path_both_or_are_not_there() {
        byte[] bytes = {1, 0, -1};
        Path file = write(
                new Column.Images(
                        Field.plain("observation.images.front", Kind.IMAGE),
                        List.of(
                                new ImageFile(Optional.of(bytes), Optional.of("a.png")),
                                new ImageFile(Optional.of(bytes), Optional.empty()),
                                new ImageFile(Optional.empty(), Optional.of("c.png"))),
                        Rows.of(1, 1, 0, 1)),
                Column.words("row", Kind.INT64, 0, 1, 2, 3));
        Column.Images found = TableReader.read(file).images("observation.images.front");
        assertArrayEquals(bytes, found.values().get(0).bytes().orElseThrow());
        assertEquals(Optional.of("a.png"), found.values().get(0).path());
        assertEquals(Optional.empty(), found.values().get(1).path());
        assertEquals(0, found.rows().width(2));
        assertEquals(
                Optional.of("c.png"), found.values().get(found.rows().start(3)).path());
        assertEquals(Optional.empty(), found.values().get(2).bytes());
    }

    @Test
    void rows_may_have_no_value_and_lists_any_length() {
        Path file = write(
                new Column.Words(Field.plain("maybe", Kind.INT64), new long[] {5, 7}, Rows.of(1, 0, 1)),
                new Column.Texts(Field.list("lists", Kind.STRING), List.of("a", "b", "c"), Rows.of(2, 0, 1)));
        Table table = TableReader.read(file);
        assertEquals(0, table.words("maybe").rows().width(1));
        assertArrayEquals(new long[] {5, 7}, table.words("maybe").values());
        assertEquals(2, table.texts("lists").rows().width(0));
        assertEquals(0, table.texts("lists").rows().width(1));
        assertEquals(List.of("a", "b", "c"), table.texts("lists").values());
    }

    @Test
    void a_column_may_be_asked_to_have_one_value_in_every_row() {
        Table table = TableReader.read(write(
                new Column.Words(Field.plain("maybe", Kind.INT64), new long[] {5}, Rows.of(1, 0)),
                new Column.Numbers(Field.list("pairs", Kind.FLOAT32), new double[4], Rows.each(2, 2)),
                Column.words("each", Kind.INT64, 8, 9)));
        assertArrayEquals(new long[] {8, 9}, table.wordEach("each"));
        assertArrayEquals(new double[] {8, 9}, table.numberEach("each"));
        assertTrue(assertThrows(HoneException.class, () -> table.wordEach("maybe"))
                .problem()
                .endsWith("column 'maybe' has 0 values in row 1 where it must have one."));
        assertTrue(assertThrows(HoneException.class, () -> table.numberEach("pairs"))
                .problem()
                .endsWith("column 'pairs' has 2 values in row 0 where it must have one."));
    }

    @Test
    void many_rows_over_many_pages_keep_their_order() {
        int rows = 60_000;
        double[] values = new double[3 * rows];
        Arrays.setAll(values, i -> (float) Math.sin(i));
        Path file = write(new Column.Numbers(Field.list("x", Kind.FLOAT32), values, Rows.each(rows, 3)));
        assertArrayEquals(values, TableReader.read(file).numbers("x").values());
    }

    @Test
    void a_table_without_rows_is_a_file_too() {
        assertEquals(
                0, TableReader.read(write(Column.words("none", Kind.INT64))).rows());
    }

    @Test
    void only_the_wanted_columns_are_read() {
        Path file = write(Column.words("a", Kind.INT64, 1), Column.words("b", Kind.INT64, 2));
        Table table = TableReader.read(file, Set.of("b", "c"));
        assertEquals(Set.of("b"), table.columns().keySet());
        assertEquals(0, TableReader.read(file, Set.of("c")).rows());
    }

    @Test
    void whole_numbers_and_flags_read_as_numbers_too() {
        Table table = TableReader.read(write(Column.words("a", Kind.INT64, 3), Column.words("b", Kind.BOOL, 1)));
        assertArrayEquals(new double[] {3}, table.numbers("a").values());
        assertArrayEquals(new double[] {1}, table.numbers("b").values());
    }

    @Test
    void a_wrong_name_names_the_nearest_column() {
        Table table = TableReader.read(write(Column.words("observation.state", Kind.INT64, 3)));
        HoneException e = assertThrows(HoneException.class, () -> table.numbers("observation.stat"));
        assertTrue(e.problem().endsWith("table.parquet has no column 'observation.stat'."), e.problem());
        assertEquals("you mean 'observation.state'", e.advice());
        assertEquals(
                "use one of observation.state",
                assertThrows(HoneException.class, () -> table.words("action")).advice());
    }

    @Test
    void a_column_of_another_kind_is_an_error() {
        Table table = TableReader.read(write(Column.texts("t", List.of("x")), Column.numbers("n", Kind.FLOAT32, 1)));
        assertTrue(assertThrows(HoneException.class, () -> table.numbers("t"))
                .problem()
                .endsWith("column 't' holds string, not numbers."));
        assertThrows(HoneException.class, () -> table.words("n"));
        assertThrows(HoneException.class, () -> table.texts("n"));
    }

    @Test
    void a_file_cut_short_anywhere_is_an_error_that_says_so() throws IOException {
        Path file = write(
                Column.texts("t", List.of("some", "text")),
                new Column.Numbers(Field.list("x", Kind.FLOAT32), new double[200], Rows.each(2, 100)));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 4; length < whole.length; length += 31) {
            Files.write(file, Arrays.copyOf(whole, length));
            HoneException e = assertThrows(HoneException.class, () -> TableReader.read(file));
            assertEquals(file + " is cut short or damaged.", e.problem());
        }
    }

    @Test
    void bytes_that_changed_never_end_in_anything_but_values_or_an_error() throws IOException {
        Path file = write(new Column.Numbers(Field.list("x", Kind.FLOAT32), new double[200], Rows.each(2, 100)));
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 4; i < whole.length; i += 11) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x55;
            Files.write(file, changed);
            try {
                TableReader.read(file);
            } catch (HoneException _) {
                refused++;
            }
        }
        assertTrue(refused > 5, () -> "few changes were noticed");
    }

    @Test
    void what_is_no_parquet_file_is_said_to_be_none() throws IOException {
        Path file = folder.resolve("x.parquet");
        Files.writeString(file, "{\"a\": 1}\n{\"a\": 2}\n");
        assertEquals(
                file + " is not a Parquet file.",
                assertThrows(HoneException.class, () -> TableReader.read(file)).problem());
        Path missing = folder.resolve("y.parquet");
        assertEquals(
                missing + " does not exist.",
                assertThrows(HoneException.class, () -> TableReader.read(missing))
                        .problem());
    }

    @Test
    void a_column_must_fit_its_rows_and_the_others() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Column.Words(Field.plain("a", Kind.INT64), new long[3], Rows.each(2, 1)));
        List<Column> uneven = List.of(Column.words("a", Kind.INT64, 1), Column.words("b", Kind.INT64, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> Table.of("here", uneven));
        assertFalse(Table.of("here", List.of()).has("a"));
    }
}
