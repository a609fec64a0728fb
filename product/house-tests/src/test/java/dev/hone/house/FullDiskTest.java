package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a full disk leaves and says; a limit on the size of files stands for the disk. */
class FullDiskTest {
    private static final String[] SAMPLE = {
        "budget", "sample", "q.jsonl", "--model", "arithmetic", "--reward", "number", "--n", "8", "--out", "p.jsonl"
    };

    @TempDir
    private Path folder;

    private HoneProcess hone;

    @BeforeEach
    void start() throws Exception {
        hone = new HoneProcess(folder);
        HoneProcess.Outcome queries = hone.run("queries", "arithmetic", "--n", "600", "--out", "q.jsonl");
        assertEquals(0, queries.exit(), queries.error());
    }

    /** Where in a commit the disk fills up differs with the limit; each place has to be told alike. */
    @ParameterizedTest
    @ValueSource(ints = {40, 60, 90, 150, 400})
    void a_run_stops_with_an_error_and_goes_on_when_there_is_room(int kibibytes) throws Exception {
        Files.writeString(folder.resolve("one.jsonl"), "{\"id\":\"a\",\"prompt\":\"1+1=\",\"reference\":\"2\"}\n");
        String[] first = SAMPLE.clone(); // after it, SQLite's code is unpacked, and what fills the disk is the run
        first[2] = "one.jsonl";
        first[first.length - 1] = "one-out.jsonl";
        assertEquals(0, hone.run(first).exit());
        String said = fails(kibibytes, SAMPLE);
        assertTrue(said.contains("\nMaybe "), said);
        assertTrue(said.contains("the disk is full"), said);
        assertFalse(said.contains("\tat "), said);
        HoneProcess.Outcome again = hone.run(SAMPLE);
        assertEquals(0, again.exit(), again.error());
        assertEquals(600, Files.readAllLines(folder.resolve("p.jsonl")).size());
    }

    @Test
    void no_room_for_sqlites_code_is_said() throws Exception {
        String said = fails(60, SAMPLE);
        assertTrue(said.contains("run.db could not be made") && said.contains("Maybe the disk is full"), said);
    }

    /** Runs a command with a limit on the size of every file, which it must run into; all that it says. */
    private String fails(int kibibytes, String... words) throws Exception {
        ProcessBuilder builder = hone.builder(words);
        String limited = "ulimit -f " + kibibytes + "; exec \"$0\" \"$@\"";
        builder.command(Stream.concat(Stream.of("bash", "-c", limited), builder.command().stream())
                .toList());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        assertNotEquals(0, exit, said);
        assertNotEquals(70, exit, said);
        return said;
    }

    @Test
    void an_output_that_stood_there_is_kept() throws Exception {
        Files.write(folder.resolve("kept.jsonl"), List.of("mine"));
        String said = fails(600, "queries", "arithmetic", "--n", "40000", "--out", "kept.jsonl", "--overwrite");
        assertTrue(said.contains("kept.jsonl") && said.contains("\nMaybe "), said);
        assertEquals(List.of("mine"), Files.readAllLines(folder.resolve("kept.jsonl")));
    }
}
