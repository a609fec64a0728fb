package dev.hone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void away_from_a_terminal_short_work_prints_notes_only() {
        try (ProgressDisplay display = new ProgressDisplay(new PrintStream(bytes), false, 1_000_000_000_000L)) {
            display.begin("sampling", 0, 10);
            display.advance(5);
            display.note("a note");
            display.end();
        }
        assertEquals("a note" + System.lineSeparator(), shown());
    }

    @Test
    void away_from_a_terminal_long_work_says_how_far_it_is_and_how_long_it_will_take() {
        try (ProgressDisplay display = new ProgressDisplay(new PrintStream(bytes), false, 0)) {
            display.begin("sampling", 2, 10);
            display.advance(6);
            display.end();
        }
        assertTrue(shown().matches("(?s)sampling: 6 of 10, [\\d.]+ a second, \\d+ s left\\R"), shown());
    }

    @Test
    void progress_never_goes_back() {
        try (ProgressDisplay display = new ProgressDisplay(new PrintStream(bytes), false, 0)) {
            display.begin("sampling", 0, 10);
            display.advance(6);
            display.advance(4);
        }
        assertTrue(shown().lines().allMatch(line -> line.startsWith("sampling: 6 of 10")), shown());
    }
}
