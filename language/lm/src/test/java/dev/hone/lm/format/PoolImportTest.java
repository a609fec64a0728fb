package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolImportTest {
    private static final PoolImport GRADED = columns("prompt", "reward", "sample", "", "", "", "", "");

    @TempDir
    Path folder;

    @Test
    void equal_prompts_are_one_query_wherever_their_rows_stand() {
        Pool pool = read(GRADED, "prompt,reward,sample\n2+2=,1,4\n3*3=,0,6\n2+2=,0,5\n");
        assertEquals(List.of(Query.of("q1", "2+2="), Query.of("q2", "3*3=")), pool.queries());
        assertArrayEquals(new double[] {1, 0}, single(pool, 0).rewards());
        assertEquals(
                List.of("4", "5"),
                single(pool, 0).samples().stream()
                        .map(s -> s.text().orElseThrow())
                        .toList());
    }

    @Test
    void json_lines_say_the_same() {
        assertEquals(
                read(GRADED, "prompt,reward,sample\n2+2=,1,4\n2+2=,false,5\n").entries(),
                read(
                                GRADED,
                                " \n{\"prompt\":\"2+2=\",\"reward\":1,\"sample\":\"4\",\"other\":[1]}\n\n{\"sample\":5,\"prompt\":\"2+2=\",\"reward\":false}")
                        .entries());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0, 0",
        "0.25, 0.25",
        "-3e2, -300",
        "true, 1",
        "FALSE, 0",
        "Pass, 1",
        "FAIL, 0",
        "' 1 ', 1",
        "+1, 1"
    })
    void rewards_are_numbers_truth_values_or_verdicts(String cell, double reward) {
        assertArrayEquals(
                new double[] {reward},
                single(read(GRADED, "prompt,reward,sample\nx," + cell + ",y\n"), 0)
                        .rewards());
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "1e999", "1e99999999", "yes", "''", "0x10", "'1,5'", "1d"})
    void other_rewards_are_refused_with_their_place(String cell) {
        var error = refused(GRADED, "prompt,reward,sample\na,1,b\nx,\"" + cell + "\",y\n");
        assertTrue(error.problem().contains("table line 3: 'reward' is"), error.problem());
    }

    @Test
    void every_column_finds_its_place() {
        var all = columns("question", "ok", "answer", "truth", "task", "key", "model", "length");
        Pool pool = read(all, """
                key,task,question,truth,model,answer,ok,length,note
                a,sums,2+2=,4,big,4,pass,3,n
                a,sums,2+2=,4,small,5,fail,4.0,n
                b,,3+3=,,big,6,pass,3,
                """);
        Query first = pool.queries().getFirst();
        assertEquals("a", first.id());
        assertEquals(Optional.of("sums"), first.group());
        assertEquals(Optional.of("4"), first.reference());
        assertEquals(Optional.empty(), pool.queries().get(1).group());
        assertEquals(Optional.empty(), pool.queries().get(1).reference());
        assertEquals(List.of("big", "small"), List.copyOf(pool.arms()));
        assertEquals(
                OptionalInt.of(4),
                pool.entries()
                        .getFirst()
                        .arm("small")
                        .orElseThrow()
                        .samples()
                        .getFirst()
                        .tokens());
    }

    @Test
    void quoted_cells_hold_commas_quotes_and_line_ends_and_lines_are_counted_through_them() {
        Pool pool = read(GRADED, "prompt,reward,sample\r\n\"a, \"\"b\"\"\nc\",1,\"x\r\ny\"\r\n");
        assertEquals("a, \"b\"\nc", pool.queries().getFirst().text());
        assertEquals(Optional.of("x\r\ny"), single(pool, 0).samples().getFirst().text());
        var error = refused(GRADED, "prompt,reward,sample\n\"a\nb\",1,x\nc,bad,y\n");
        assertTrue(error.problem().startsWith("table line 4:"), error.problem());
    }

    @Test
    void an_empty_sample_is_a_sample_and_rewards_may_be_missing() {
        Pool pool = read(columns("prompt", "", "sample", "", "", "", "", ""), "prompt,sample\nx,\n");
        assertEquals(Optional.of(""), single(pool, 0).samples().getFirst().text());
        assertThrows(HoneException.class, pool::requireGraded);
    }

    @Test
    void a_missing_column_is_named_with_the_nearest() {
        var error = refused(GRADED, "promt,reward,sample\nx,1,y\n");
        assertTrue(error.problem().contains("table line 2: there is no column 'prompt'"), error.problem());
        assertEquals("you meant 'promt'", error.advice());
        assertEquals(
                "choose among text, reward, sample",
                refused(GRADED, "text,reward,sample\nx,1,y\n").advice());
    }

    @Test
    void rows_of_one_query_that_disagree_name_both_lines() {
        var byId = columns("prompt", "reward", "", "", "", "id", "", "");
        var error = refused(byId, "id,prompt,reward\na,x,1\na,y,1\n");
        assertTrue(error.problem().contains("table line 3: the prompt of query 'a' differs"), error.problem());
        assertTrue(error.problem().contains("table line 2"), error.problem());
        var byPrompt = columns("prompt", "reward", "", "ref", "", "", "", "");
        assertTrue(
                refused(byPrompt, "prompt,reward,ref\nx,1,4\nx,1,5\n").advice().contains("--id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "#prompt,reward,sample\nx,1\n#          | line 2: the row has 2 cells and the file 3 columns",
                "#prompt,reward,sample\nx,1,y,z\n#      | line 2: the row has 4 cells",
                "#prompt,reward,prompt\nx,1,y\n#        | line 1: two columns are called 'prompt'",
                "#prompt,reward,sample\n\"x,1,y\n#      | is not CSV",
                "#prompt,reward,sample\n#               | holds no rows",
                "##                                     | holds no rows",
                "#{\"prompt\":\"x\"\n#                  | line 1: not JSON",
                "#{\"prompt\":\"x\",\"reward\":NaN,\"sample\":\"y\"}# | line 1: 'reward' is 'NaN'",
            })
    void a_table_that_is_broken_is_refused(String table, String problem) {
        String text = table == null ? "" : table;
        assertTrue(
                refused(GRADED, text).problem().contains(problem),
                refused(GRADED, text).problem());
    }

    @Test
    void empty_ids_and_arms_and_broken_token_counts_are_refused() {
        var all = columns("prompt", "reward", "", "", "", "id", "arm", "tokens");
        String head = "id,arm,prompt,reward,tokens\n";
        assertTrue(refused(all, head + ",big,x,1,3\n").problem().contains("'id' is empty"));
        assertTrue(refused(all, head + "a,,x,1,3\n").problem().contains("'arm' is empty"));
        for (String tokens : List.of("-1", "2.5", "many", "", "1e10")) {
            assertTrue(
                    refused(all, head + "a,big,x,1," + tokens + "\n").problem().contains("'tokens' is"));
        }
    }

    @Test
    void a_table_that_is_not_utf_8_is_refused() {
        byte[] latin = "prompt,reward,sample\ncaf\u00e9,1,y\n".getBytes(StandardCharsets.ISO_8859_1);
        var error = assertThrows(HoneException.class, () -> GRADED.read("table", new ByteArrayInputStream(latin)));
        assertTrue(error.problem().contains("not UTF-8"), error.problem());
    }

    @Test
    void a_byte_order_mark_and_gzip_make_no_difference() throws IOException {
        String table = "\ufeffprompt,reward,sample\nx,1,y\n";
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(table.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(
                read(GRADED, table).entries(),
                GRADED.read("table", new ByteArrayInputStream(bytes.toByteArray()))
                        .entries());
    }

    @Test
    void a_file_is_read_and_a_missing_one_named() throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "prompt,reward,sample\nx,1,y\n");
        assertEquals(1, GRADED.read(file).entries().size());
        var error = assertThrows(HoneException.class, () -> GRADED.read(folder.resolve("tabel.csv")));
        assertTrue(error.problem().contains("tabel.csv does not exist"), error.problem());
    }

    @Test
    void naming_neither_rewards_nor_samples_is_an_error() {
        var error = assertThrows(HoneException.class, () -> columns("prompt", "", "", "", "", "", "", ""));
        assertTrue(error.advice().contains("--reward"), error.advice());
    }

    @Property(tries = 60)
    void any_texts_survive_quoting(@ForAll @Size(min = 1, max = 6) List<@StringLength(max = 10) String> samples) {
        StringBuilder table = new StringBuilder("prompt,reward,sample\n");
        for (String sample : samples) {
            table.append("p,1,\"")
                    .append(Texts.wellFormed(sample).replace("\"", "\"\""))
                    .append("\"\n");
        }
        assertEquals(
                samples.stream().map(Texts::wellFormed).toList(),
                single(read(GRADED, table.toString()), 0).samples().stream()
                        .map(s -> s.text().orElseThrow())
                        .toList());
    }

    private static PoolImport columns(
            String prompt,
            String reward,
            String sample,
            String reference,
            String group,
            String id,
            String arm,
            String tokens) {
        return new PoolImport(
                prompt,
                named(reward),
                named(sample),
                named(reference),
                named(group),
                named(id),
                named(arm),
                named(tokens));
    }

    private static Optional<String> named(String column) {
        return Optional.of(column).filter(c -> !c.isEmpty());
    }

    private static Pool read(PoolImport columns, String table) {
        return columns.read("table", new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
    }

    private static HoneException refused(PoolImport columns, String table) {
        return assertThrows(HoneException.class, () -> read(columns, table));
    }

    private static Arm single(Pool pool, int entry) {
        return pool.entries().get(entry).arm(PoolEntry.SINGLE).orElseThrow();
    }
}
