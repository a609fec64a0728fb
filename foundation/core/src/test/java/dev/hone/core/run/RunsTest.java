package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    @TempDir
    Path folder;

    private String run(String verb) {
        try (Run run = Run.start(folder, RunSpec.of(verb, 1), true)) {
            return run.id();
        }
    }

    @Test
    void theNewestComesFirstEvenWithinASecond() {
        String first = run("a");
        String second = run("b");
        String third = run("c");
        Runs runs = new Runs(folder);
        assertEquals(
                List.of(third, second, first),
                runs.list().stream().map(RunInfo::id).toList());
        assertEquals(third, runs.find("last").id());
        assertTrue(first.matches("\\d{8}-\\d{6}-[0-9a-z]{4}"), first);
    }

    @Test
    void aRunIsFoundByItsIdAndByAnUnambiguousStart() {
        String id = run("a");
        Runs runs = new Runs(folder);
        assertEquals(id, runs.find(id).id());
        assertEquals(id, runs.find(id.substring(0, id.length() - 2)).id());
    }

    @Test
    void anAmbiguousStartNamesTheCandidates() {
        String first = run("a");
        String second = run("b");
        HoneException e = assertThrows(HoneException.class, () -> new Runs(folder).find("2"));
        assertTrue(e.problem().contains("2 runs"), e.problem());
        assertTrue(e.problem().contains(first), e.problem());
        assertTrue(e.problem().contains(second), e.problem());
    }

    @Test
    void aMistypedIdNamesTheNearest() {
        String id = run("a");
        String mistyped = id.substring(0, 5) + "x" + id.substring(6);
        HoneException e = assertThrows(HoneException.class, () -> new Runs(folder).find(mistyped));
        assertEquals("No run '" + mistyped + "' in " + folder + ".", e.problem());
        assertEquals("you meant " + id, e.advice());
    }

    @Test
    void noRunsAtAllIsAnErrorWithTheFolder() {
        Runs runs = new Runs(folder.resolve("nowhere"));
        assertEquals(List.of(), runs.list());
        HoneException last = assertThrows(HoneException.class, () -> runs.find("last"));
        assertEquals("No runs in " + folder.resolve("nowhere") + ".", last.problem());
        HoneException named = assertThrows(HoneException.class, () -> runs.find("2026"));
        assertTrue(named.advice().contains("--runs"), named.advice());
    }

    @Test
    void aDamagedRunHidesNoOtherAndIsNamedWhenAskedFor() throws IOException {
        String good = run("a");
        Path bad = Files.createDirectory(folder.resolve("19990101-000000-zzzz"));
        Files.writeString(bad.resolve("run.db"), "this is no database, but it is long enough to look like one");
        Runs runs = new Runs(folder);
        assertEquals(List.of(good), runs.list().stream().map(RunInfo::id).toList());
        assertEquals(List.of(new Runs.Damaged(bad, bad.resolve("run.db") + " is damaged.")), runs.damaged());
        HoneException e = assertThrows(HoneException.class, () -> runs.find("1999"));
        assertEquals(bad.resolve("run.db") + " is damaged.", e.problem());
    }

    @Test
    void aRunWhoseValuesMakeNoSenseIsDamagedToo() {
        String id = run("a");
        try (Store store = Store.write(folder.resolve(id).resolve("run.db"))) {
            store.update("UPDATE run SET value='{' WHERE key='spec'");
        }
        Runs runs = new Runs(folder);
        assertEquals(List.of(), runs.list());
        assertEquals(List.of(id), runs.damaged().stream().map(Runs.Damaged::id).toList());
    }

    @Test
    void aRunKilledInItsFirstInstantIsNoRunYet() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("20260101-000000-aaaa"));
        Files.createFile(empty.resolve("run.db"));
        Store.write(Files.createDirectory(folder.resolve("20260101-000000-bbbb"))
                        .resolve("run.db"))
                .close();
        assertEquals(List.of(), new Runs(folder).list());
        assertThrows(HoneException.class, () -> new Runs(folder).find("20260101-000000-aaaa"));
        run("a");
        assertEquals(1, new Runs(folder).list().size());
    }

    @Test
    void aStoreOfANewerHoneIsRefusedByName() throws IOException {
        String id = run("a");
        Path database = folder.resolve(id).resolve("run.db");
        try (Store store = Store.write(database)) {
            store.update("PRAGMA user_version=" + (Store.SCHEMA + 1));
        }
        HoneException e = assertThrows(HoneException.class, () -> new Runs(folder).find(id));
        assertTrue(e.problem().contains("format 2"), e.problem());
    }

    @Test
    void foldersOfOddNamesWork() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a?b #c%20 ü"));
        try (Run run = Run.start(odd, RunSpec.of("test", 1), false)) {
            run.items("answer").put("q1", 1);
            assertTrue(Files.exists(run.folder().resolve("run.db")));
        }
        try (RunReader reader = new Runs(odd).open("last")) {
            assertEquals(1, reader.items("answer").count());
        }
    }
}
