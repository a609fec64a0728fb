package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
@DisabledOnOs(OS.WINDOWS)
class CrashTest {
    /** So many that no machine ends them within the longest time to a kill. */
    private static final int ITEMS = 6000;

    @TempDir
    Path folder;

    @Test
    void killedFiveTimesARunLosesNothingAndEndsWithTheSameBytes() throws IOException, InterruptedException {
        Seeds seeds = Seeds.of(4).child("kills");
        Set<String> promised = new TreeSet<>();
        // the one that must have begun comes first; the moments that start and recovery last while most is left to do
        killAfter((int) (seeds.uniform(0) * (ITEMS / 16)), promised);
        assertStored(promised);
        for (int kill = 1; kill < 3; kill++) {
            killWithin((long) (200 + 500 * seeds.uniform(kill)), promised);
            assertStored(promised);
        }
        for (int kill = 3; kill < 5; kill++) {
            killAfter((int) (seeds.uniform(kill) * (ITEMS / 16)), promised);
            assertStored(promised);
        }
        StoreWriter.work(folder, ITEMS, _ -> {});
        RunInfo info = onlyRun();
        assertEquals(RunState.DONE, info.state());
        try (RunReader reader = RunReader.open(info.folder())) {
            assertEquals(ITEMS, reader.items("item").count());
        }

        Path unbroken = Files.createDirectory(folder.resolve("unbroken"));
        StoreWriter.work(unbroken, ITEMS, _ -> {});
        assertArrayEquals(
                Files.readAllBytes(unbroken.resolve("out.jsonl.gz")),
                Files.readAllBytes(folder.resolve("out.jsonl.gz")));
    }

    @Test
    void aKilledProcessLeavesNothingInTheTemporaryFolder() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        String options = "export JAVA_TOOL_OPTIONS='-Djava.io.tmpdir=" + temporary + " -Dhone.home=" + folder + "'";
        for (int kill = 0; kill < 2; kill++) {
            try (ChildProcess child = ChildProcess.start(folder, options, "work", folder.toString(), "" + ITEMS)) {
                assertTrue(child.line().isPresent());
                child.kill();
            }
        }
        try (Stream<Path> left = Files.list(temporary);
                Stream<Path> kept = Files.list(folder.resolve("cache/native"))) {
            assertEquals(List.of(), left.toList());
            assertEquals(1, kept.filter(Files::isDirectory).count(), "one copy of SQLite for both");
        }
    }

    /** Kills the worker once it has said {@code lines} more lines; adds all it said to {@code promised}. */
    private void killAfter(int lines, Set<String> promised) throws IOException, InterruptedException {
        try (ChildProcess child = ChildProcess.start(folder, "true", "work", folder.toString(), "" + ITEMS)) {
            List<String> said = new ArrayList<>();
            while (said.size() <= lines) {
                said.add(child.line().orElseThrow(() -> new AssertionError("it ended before it was killed")));
            }
            promise(said, child.kill(), promised);
        }
    }

    /** Kills the worker at some moment of its start or recovery. */
    private void killWithin(long millis, Set<String> promised) throws IOException, InterruptedException {
        try (ChildProcess child = ChildProcess.start(folder, "true", "work", folder.toString(), "" + ITEMS)) {
            Thread.sleep(millis);
            promise(List.of(), child.kill(), promised);
        }
    }

    private static void promise(List<String> before, List<String> after, Set<String> promised) {
        List<String> said = new ArrayList<>(before);
        said.addAll(after);
        assertTrue(said.size() < ITEMS, "killed too late to show anything");
        // the kill may have cut the last line: what it promised shows only in the store
        said.stream()
                .limit(Math.max(0, said.size() - 1))
                .forEach(id -> assertTrue(promised.add(id), id + " was done twice"));
    }

    private void assertStored(Set<String> promised) {
        RunInfo info = onlyRun();
        assertEquals(RunState.INTERRUPTED, info.state());
        try (RunReader reader = RunReader.open(info.folder())) {
            StoredItems items = reader.items("item");
            assertTrue(items.ids().containsAll(promised), "a promised item is lost");
            // what was committed in the instant of the kill counts as done, too
            promised.addAll(items.ids());
            items.stream().forEach(item -> {
                int i = Integer.parseInt(item.id().substring(1));
                assertEquals(Json.MAPPER.valueToTree(StoreWriter.value(i)), item.value());
            });
        }
    }

    private RunInfo onlyRun() {
        List<RunInfo> runs = new Runs(folder.resolve("runs")).list();
        assertEquals(1, runs.size());
        return runs.getFirst();
    }

    @Test
    void aRunHeldByAnotherProcessIsRefusedUntilThatIsKilled() throws IOException, InterruptedException {
        Path runs = folder.resolve("runs");
        RunSpec spec = StoreWriter.spec(folder.resolve("out"));
        try (ChildProcess child = ChildProcess.start(folder, "true", "hold", folder.toString())) {
            String id = child.line().orElseThrow();
            assertEquals(RunState.RUNNING, new Runs(runs).find("last").state());
            HoneException e = assertThrows(HoneException.class, () -> Run.start(runs, spec, false));
            assertTrue(e.problem().contains(id), e.problem());
            assertThrows(HoneException.class, () -> Run.start(runs, spec, true));
            child.kill();
            assertEquals(RunState.INTERRUPTED, new Runs(runs).find("last").state());
            try (Run run = Run.start(runs, spec, false)) {
                assertEquals(id, run.id());
            }
        }
    }

    @Test
    void aFullDiskKeepsTheEarlierFileAndLeavesNoOther() throws IOException, InterruptedException {
        Path target = Files.writeString(folder.resolve("out.txt"), "earlier");
        try (ChildProcess child = ChildProcess.start(folder, "ulimit -f 16384", "fill-file", folder.toString())) {
            assertTrue(child.line().orElseThrow().startsWith("Writing " + target + " failed: "));
            assertTrue(child.line().orElseThrow().startsWith("Maybe the disk is full"));
            assertEquals(3, child.await());
        }
        assertEquals("earlier", Files.readString(target));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    files.filter(path -> path.toString().endsWith(".tmp")).toList());
        }
    }

    @Test
    void aFullDiskKeepsWhatTheStoreHasCommitted() throws IOException, InterruptedException {
        List<String> promised = new ArrayList<>();
        try (ChildProcess child = ChildProcess.start(folder, "ulimit -f 16384", "fill-store", folder.toString())) {
            Optional<String> line = child.line();
            while (line.isPresent() && line.get().matches("q\\d+")) {
                promised.add(line.get());
                line = child.line();
            }
            RunInfo info = onlyRun();
            Path database = info.folder().resolve("run.db");
            assertTrue(line.orElseThrow().startsWith("Writing " + database + " failed: "), line.toString());
            assertTrue(child.line().orElseThrow().startsWith("Maybe the disk is full"));
            assertEquals(3, child.await());
        }
        assertTrue(promised.size() > 50, "the limit came before the work: " + promised);
        try (RunReader reader = RunReader.open(onlyRun().folder())) {
            assertEquals(new TreeSet<>(promised), reader.items("item").ids());
        }
    }
}
