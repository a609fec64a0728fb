package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose store a disk has spoilt is shown, and its command does not start from zero without a word. */
class DamagedRunTest {
    @TempDir
    private Path folder;

    @Test
    void a_damaged_run_is_listed_and_its_command_warns() throws Exception {
        HoneProcess hone = new HoneProcess(folder);
        Files.writeString(folder.resolve("pool.jsonl"), "{\"id\":\"a\",\"prompt\":\"1+1=\",\"samples\":[\"1\"]}\n");
        Path damaged = Files.createDirectories(folder.resolve("home/runs/20260101-000000-aaaa"));
        Files.writeString(damaged.resolve("run.db"), "no database any more, though long enough to look like one");

        HoneProcess.Outcome graded =
                hone.run("pool", "grade", "pool.jsonl", "--reward", "contains:1", "--out", "graded.jsonl");
        assertEquals(0, graded.exit(), graded.error());
        assertTrue(
                graded.error().contains("Run 20260101-000000-aaaa can't be read and may be this command's"),
                graded.error());

        HoneProcess.Outcome list = hone.run("runs", "list");
        assertEquals(0, list.exit(), list.error());
        assertTrue(
                list.out().lines().anyMatch(line -> line.contains("20260101-000000-aaaa") && line.contains("damaged")),
                list.out());
    }
}
