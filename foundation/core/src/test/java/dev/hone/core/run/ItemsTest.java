package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsTest {
    @TempDir
    Path folder;

    private Run run;
    private Items items;

    @BeforeEach
    void start() {
        run = Run.start(folder.resolve("runs"), RunSpec.of("test", 1), false);
        items = run.items("answer");
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void whatIsPutIsThereUnderItsKindAlone() {
        items.put("q1", List.of(1, 2));
        assertTrue(items.has("q1"));
        assertFalse(items.has("q2"));
        assertEquals("[1,2]", items.get("q1").orElseThrow().toString());
        assertEquals(Optional.empty(), items.get("q2"));
        assertFalse(run.items("grade").has("q1"));
        assertEquals(0, run.items("grade").count());
    }

    @Test
    void puttingAgainReplacesTheValueAndKeepsThePlace() {
        items.put("b", 1);
        items.put("a", 2);
        items.put("b", 3);
        assertEquals(2, items.count());
        assertEquals(List.of("b", "a"), order());
        assertEquals(3, items.get("b").orElseThrow().intValue());
        assertEquals(Set.of("a", "b"), items.ids());
        assertEquals(List.of("a", "b"), List.copyOf(items.ids()));
    }

    @Test
    void manyAreCommittedTogetherOrNotAtAll() {
        Map<String, Object> good = new LinkedHashMap<>();
        IntStream.range(0, 1000).forEach(i -> good.put("q" + i, i));
        items.putAll(good);
        assertEquals(List.copyOf(good.keySet()), order());

        Map<String, Object> bad = new LinkedHashMap<>();
        bad.put("new", 1);
        bad.put("half \ud800", 2);
        assertThrows(HoneException.class, () -> items.putAll(bad));
        assertFalse(items.has("new"));
    }

    @Test
    void aFailureInsideATransactionUndoesAllOfIt() {
        try (Store store = Store.write(folder.resolve("other.db"))) {
            Items others = new Items(store, "answer");
            assertThrows(
                    IllegalStateException.class,
                    () -> store.transaction(() -> {
                        others.put("q1", 1);
                        throw new IllegalStateException("half-way");
                    }));
            assertEquals(0, others.count());
            others.put("q1", 1);
            assertEquals(1, others.count());
        }
    }

    @Test
    void idsAndTextsOfAnyCharactersComeBackAsTheyWere() {
        String id = "naïve 🦊 ' \" ; -- % \t";
        String text = "line\nline\u0000 🦊 \ud83d";
        items.put(id, text);
        assertEquals(text, items.get(id).orElseThrow().stringValue());
        assertEquals(Set.of(id), items.ids());
    }

    @Test
    void anIdThatWouldBecomeAnotherIsRefused() {
        HoneException e = assertThrows(HoneException.class, () -> items.put("\ud800", 1));
        assertEquals("The id \"\\ud800\" can't be stored.", e.problem());
        assertThrows(HoneException.class, () -> items.put("a\u0000b", 1));
        assertEquals(0, items.count());
    }

    @Test
    void putsWhileReadingNeitherBlockNorConfuse() {
        IntStream.range(0, 600).forEach(i -> items.put("q" + i, i));
        List<String> seen = new ArrayList<>();
        items.stream().limit(900).forEach(item -> {
            seen.add(item.id());
            items.put("later" + seen.size(), 0);
        });
        assertEquals(900, seen.size());
        assertEquals("q599", seen.get(599));
        assertEquals("later1", seen.get(600));
    }

    @Test
    void eightThreadsLoseNothing() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String name = "t" + t;
                work.add(() -> {
                    for (int i = 0; i < 100; i++) {
                        items.put(name + "-" + i, i);
                        items.putAll(Map.of(name + "-a" + i, i, name + "-b" + i, i));
                        run.metric(name, i, i);
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertEquals(8 * 300, items.count());
        try (RunReader reader = RunReader.open(run.folder())) {
            assertEquals(100, reader.metrics("t3").size());
        }
    }

    @Test
    void aReaderSeesNewItemsAsTheyAreCommitted() {
        try (RunReader reader = RunReader.open(run.folder())) {
            assertEquals(List.of(), reader.kinds());
            items.put("q1", 1);
            assertEquals(List.of("answer"), reader.kinds());
            assertTrue(reader.items("answer").has("q1"));
            items.put("q2", 2);
            assertEquals(2, reader.items("answer").count());
        }
    }

    private List<String> order() {
        return items.stream().map(StoredItems.Item::id).toList();
    }
}
