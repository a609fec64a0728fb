package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitsTest {
    @TempDir
    Path folder;

    @Test
    void the_demo_gets_half_a_fifth_and_the_rest() {
        List<Query> queries = queries(2_500, i -> i % 2 == 0 ? "add" : "multiply", i -> "text " + i);
        assertEquals(Map.of(Split.FIT, 1_250L, Split.CHOOSE, 500L, Split.REPORT, 750L), counts(queries, Seeds.of(1)));
    }

    @Property(tries = 40)
    void the_shares_hold_overall_and_in_every_group(
            @ForAll @IntRange(min = 1, max = 400) int n,
            @ForAll @IntRange(min = 1, max = 5) int groups,
            @ForAll long seed) {
        List<Query> queries = queries(n, i -> "g" + (i * i) % groups, i -> "text " + i);
        Splits splits = Splits.draw(queries, Seeds.of(seed));
        for (int g = -1; g < groups; g++) {
            String group = "g" + g;
            List<Query> part = g < 0
                    ? queries
                    : queries.stream()
                            .filter(q -> q.group().orElseThrow().equals(group))
                            .toList();
            double allowed = g < 0 ? 1 : 2;
            assertEquals(0.5 * part.size(), count(splits, part, Split.FIT), allowed);
            assertEquals(0.2 * part.size(), count(splits, part, Split.CHOOSE), allowed);
            assertEquals(0.3 * part.size(), count(splits, part, Split.REPORT), allowed);
        }
    }

    @Test
    void queries_with_the_same_text_share_a_part() {
        List<Query> queries = queries(300, i -> "g" + i % 3, i -> "text " + i % 100);
        Splits splits = Splits.draw(queries, Seeds.of(5));
        for (int i = 100; i < 300; i++) {
            assertEquals(splits.of("q" + i % 100), splits.of("q" + i));
        }
    }

    @Test
    void whole_groups_stay_together_when_groups_are_drawn() {
        List<Query> queries = queries(300, i -> "g" + i % 30, i -> "text " + i);
        Splits splits = Splits.drawGroups(queries, Seeds.of(5));
        for (int i = 30; i < 300; i++) {
            assertEquals(splits.of("q" + i % 30), splits.of("q" + i));
        }
        assertEquals(150, count(splits, queries, Split.FIT), 10);
    }

    @Test
    void the_order_of_the_queries_does_not_matter_and_the_seed_does() {
        List<Query> queries = new ArrayList<>(queries(200, i -> "g" + i % 3, i -> "text " + i % 150));
        Splits drawn = Splits.draw(queries, Seeds.of(5));
        Splits grouped = Splits.drawGroups(queries, Seeds.of(5));
        Collections.shuffle(queries, new java.util.Random(1));
        assertEquals(
                new TreeMap<>(drawn.byId()),
                new TreeMap<>(Splits.draw(queries, Seeds.of(5)).byId()));
        assertEquals(
                new TreeMap<>(grouped.byId()),
                new TreeMap<>(Splits.drawGroups(queries, Seeds.of(5)).byId()));
        assertNotEquals(drawn.byId(), Splits.draw(queries, Seeds.of(6)).byId());
    }

    @Test
    void a_part_is_selected_in_order() {
        List<Query> queries = queries(50, i -> "g", i -> "text " + i);
        Splits splits = Splits.draw(queries, Seeds.of(5));
        List<Query> fit = splits.select(Split.FIT, queries, Query::id);
        assertEquals(25, fit.size());
        assertEquals(queries.stream().filter(fit::contains).toList(), fit);
    }

    @Test
    void what_is_written_is_read_back() {
        List<Query> queries = queries(50, i -> "g", i -> "text " + i);
        Splits splits = Splits.draw(queries, Seeds.of(5));
        splits.write(folder.resolve("splits.jsonl.gz"));
        assertEquals(splits, Splits.read(folder.resolve("splits.jsonl.gz"), ids(queries)));
    }

    @Test
    void an_id_that_the_pool_does_not_have_is_named_with_its_line_and_the_nearest() {
        var error = assertThrows(
                HoneException.class,
                () -> read("{\"id\":\"q0\",\"split\":\"fit\"}\n{\"id\":\"quary\",\"split\":\"fit\"}", "q0", "query"));
        assertTrue(error.problem().contains("splits.jsonl line 2: the pool has no query 'quary'"), error.problem());
        assertTrue(error.advice().contains("'query'"), error.advice());
    }

    @Test
    void an_id_that_the_file_leaves_out_is_named() {
        var error = assertThrows(HoneException.class, () -> read("{\"id\":\"q0\",\"split\":\"fit\"}", "q0", "q1"));
        assertTrue(error.problem().contains("no split for the query 'q1'"), error.problem());
    }

    @Test
    void a_split_of_another_name_is_refused() {
        for (String split : List.of("\"train\"", "\"\"", "1", "null")) {
            var error = assertThrows(HoneException.class, () -> read("{\"id\":\"q0\",\"split\":" + split + "}", "q0"));
            assertTrue(error.problem().contains("splits.jsonl line 1: the split is"), error.problem());
        }
    }

    @Test
    void a_query_without_split_is_a_defect() {
        var splits = new Splits(Map.of("q0", Split.FIT));
        assertThrows(IllegalArgumentException.class, () -> splits.of("q1"));
    }

    private Splits read(String content, String... ids) throws IOException {
        return Splits.read(Files.writeString(folder.resolve("splits.jsonl"), content), List.of(ids));
    }

    private static List<Query> queries(int n, Function<Integer, String> group, Function<Integer, String> text) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Query(
                        "q" + i,
                        Query.of("q", text.apply(i)).messages(),
                        Optional.of(group.apply(i)),
                        Optional.empty()))
                .toList();
    }

    private static List<String> ids(List<Query> queries) {
        return queries.stream().map(Query::id).toList();
    }

    private static double count(Splits splits, List<Query> queries, Split split) {
        return splits.select(split, queries, Query::id).size();
    }

    private static Map<Split, Long> counts(List<Query> queries, Seeds seeds) {
        Splits splits = Splits.draw(queries, seeds);
        return queries.stream().collect(Collectors.groupingBy(q -> splits.of(q.id()), Collectors.counting()));
    }
}
