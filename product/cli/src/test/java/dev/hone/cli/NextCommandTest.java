package dev.hone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NextCommandTest {
    private static final Path USUAL = Path.of("/home/u/.hone/runs");

    @Test
    void the_usual_folder_of_runs_goes_without_saying() {
        assertEquals("hone report r1", NextCommand.on("report", USUAL.resolve("r1"), "hone", USUAL));
    }

    @Test
    void another_folder_and_the_launchers_own_name_are_said() {
        assertEquals(
                "./hone runs resume r1 --runs /data/runs",
                NextCommand.on("runs resume", Path.of("/data/x/../runs/r1"), "./hone", USUAL));
        assertEquals(
                "hone runs show r1 --runs " + Path.of("mine").toAbsolutePath(),
                NextCommand.on("runs show", Path.of("mine/r1"), "hone", USUAL));
    }

    @Test
    void a_name_that_a_shell_would_split_is_quoted() {
        assertEquals(
                "'/my tools/hone' report r1 --runs '/my runs'\\''s'",
                NextCommand.on("report", Path.of("/my runs's/r1"), "/my tools/hone", USUAL));
    }
}
