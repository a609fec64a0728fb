package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
    private final Pool pool = new Pool(
            "pool.jsonl",
            List.of(
                    entry(new Query("a", Query.of("a", "x").messages(), Optional.empty(), Optional.of("old"))),
                    entry(Query.of("b", "y")),
                    entry(Query.of("c", "z"))));

    @TempDir
    Path folder;

    @Test
    void the_queries_named_get_their_reference_and_the_others_keep_theirs() throws IOException {
        Pool joined = join("{\"id\":\"b\",\"reference\":\"2\"}\n{\"id\":\"c\",\"reference\":3}");
        assertEquals(
                List.of(Optional.of("old"), Optional.of("2"), Optional.of("3")),
                joined.queries().stream().map(Query::reference).toList());
        assertEquals(pool.entries().get(1).arms(), joined.entries().get(1).arms());
    }

    @Test
    void a_reference_in_the_file_replaces_one_in_the_pool() throws IOException {
        assertEquals(
                Optional.of("new"),
                join("{\"id\":\"a\",\"reference\":\"new\"}")
                        .queries()
                        .getFirst()
                        .reference());
    }

    @Test
    void an_unknown_id_and_a_missing_reference_are_named_with_their_line() {
        var unknown = assertThrows(HoneException.class, () -> join("{\"id\":\"d\",\"reference\":\"2\"}"));
        assertTrue(unknown.problem().contains("references.jsonl line 1: the pool has no query 'd'"), unknown.problem());
        var missing = assertThrows(HoneException.class, () -> join("{\"id\":\"a\",\"answer\":\"2\"}"));
        assertTrue(missing.problem().contains("line 1: there is no 'reference'"), missing.problem());
    }

    private Pool join(String content) throws IOException {
        return References.read(Files.writeString(folder.resolve("references.jsonl"), content))
                .join(pool);
    }

    private static PoolEntry entry(Query query) {
        return PoolEntry.of(query, List.of(Sample.of(Completion.of("answer"))));
    }
}
