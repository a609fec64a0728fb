package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import dev.hone.lm.Message;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolMergeTest {
    private static Pool pool(String source, String... groups) {
        return new Pool(
                source,
                Arrays.stream(groups)
                        .map(group -> PoolEntry.of(
                                new Query(
                                        "id of " + group,
                                        List.of(Message.user("4 5 6 10")),
                                        group.isEmpty() ? Optional.empty() : Optional.of(group),
                                        Optional.of("24")),
                                List.of()))
                        .toList());
    }

    private static List<String> groups(List<PoolEntry> entries) {
        return entries.stream().map(e -> e.query().group().orElseThrow()).toList();
    }

    @Test
    void a_pool_of_one_kind_becomes_a_group() {
        List<PoolEntry> merged =
                PoolMerge.of(List.of(pool("a/standard.jsonl.gz", "game"), pool("b/cot.jsonl", "game"), pool("x", "")));
        assertEquals(List.of("standard", "cot", "x"), groups(merged));
        assertEquals("standard/id of game", merged.getFirst().query().id());
        assertEquals("cot/id of game", merged.get(1).query().id());
        assertEquals("4 5 6 10", merged.get(1).query().text());
        assertEquals(Optional.of("24"), merged.get(1).query().reference());
    }

    @Test
    void several_groups_stay_apart() {
        assertEquals(
                List.of("bbh/one", "bbh/two", "bbh"),
                groups(PoolMerge.of(List.of(pool("bbh.jsonl", "one", "two", "")))));
    }

    @Test
    void two_pools_of_one_name_are_refused() {
        List<Pool> pools = List.of(pool("a/pool.jsonl", "g"), pool("b/pool.jsonl", "g"));
        assertThrows(HoneException.class, () -> PoolMerge.of(pools));
    }
}
