package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.Fold;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitsTest {
    @TempDir
    private Path folder;

    private static List<Query> queries(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> Query.of("q" + i, "prompt " + i))
                .toList();
    }

    @Test
    void half_is_to_fit_a_fifth_to_choose_and_the_rest_to_report() {
        Fold fold = Splits.draw(queries(100), Seeds.of(1)).fold(queries(100));
        assertEquals(50, fold.fit().length);
        assertEquals(20, fold.choose().length);
        assertEquals(30, fold.report().length);
    }

    @Test
    void written_and_read_they_are_the_same_plain_and_compressed() {
        Splits splits = Splits.draw(queries(20), Seeds.of(1));
        for (String name : List.of("splits.jsonl", "splits.jsonl.gz")) {
            Path file = folder.resolve(name);
            try (LineWriter lines = LineWriter.create(file, false)) {
                splits.write(lines);
            }
            assertEquals(splits, Splits.read(file));
        }
    }

    @Test
    void the_file_holds_id_and_split_on_every_line() throws IOException {
        Path file = write("{\"id\": \"a\", \"split\": \"fit\"}", "{\"id\": 7, \"split\": \"report\"}");
        Splits splits = Splits.read(file);
        assertEquals(List.of("a", "7"), List.copyOf(splits.byId().keySet()));
        assertEquals(List.of(Split.FIT, Split.REPORT), List.copyOf(splits.byId().values()));
        Fold fold = splits.fold(List.of(Query.of("7", "x"), Query.of("a", "y")));
        assertArrayEquals(new int[] {1}, fold.fit(), "places follow the queries, not the file");
    }

    @Test
    void ids_that_pool_and_splits_do_not_share_are_named() throws IOException {
        Splits splits =
                Splits.read(write("{\"id\":\"q0\",\"split\":\"fit\"}", "{\"id\":\"ghost\",\"split\":\"report\"}"));
        assertTrue(assertThrows(HoneException.class, () -> splits.fold(queries(1)))
                .problem()
                .contains("'ghost'"));
        Splits few = Splits.read(write("{\"id\":\"q0\",\"split\":\"fit\"}", "{\"id\":\"q1\",\"split\":\"report\"}"));
        assertTrue(assertThrows(HoneException.class, () -> few.fold(queries(3)))
                .problem()
                .contains("'q2'"));
    }

    @Test
    void bad_lines_are_named_by_file_and_line() throws IOException {
        for (String bad : List.of(
                "{\"id\":\"b\",\"split\":\"test\"}",
                "{\"id\":\"b\"}",
                "{\"split\":\"fit\"}",
                "{\"id\":\"a\",\"split\":\"choose\"}",
                "not json")) {
            Path file = write("{\"id\":\"a\",\"split\":\"fit\"}", bad);
            HoneException error = assertThrows(HoneException.class, () -> Splits.read(file), bad);
            assertTrue(error.problem().contains("splits.jsonl line 2"), error.problem());
        }
    }

    @Test
    void splits_without_queries_to_fit_or_report_are_refused() throws IOException {
        Splits splits = Splits.read(write("{\"id\":\"q0\",\"split\":\"fit\"}", "{\"id\":\"q1\",\"split\":\"choose\"}"));
        assertThrows(HoneException.class, () -> splits.fold(queries(2)));
    }

    private Path write(String... lines) throws IOException {
        Path file = folder.resolve("splits.jsonl");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return file;
    }
}
