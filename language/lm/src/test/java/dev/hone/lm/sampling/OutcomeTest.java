package dev.hone.lm.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void two_percent_of_cut_samples_are_let_pass_and_more_are_not() {
        assertEquals(Optional.empty(), outcome(100, 2).warning());
        assertEquals(
                Optional.of("3 of 100 samples (3.0 %) were cut at the token limit; --max-tokens raises it."),
                outcome(100, 3).warning());
    }

    @Test
    void nothing_drawn_is_nothing_cut() {
        assertEquals(0, outcome(0, 0).cutShare());
        assertEquals(Optional.empty(), outcome(0, 0).warning());
    }

    @Test
    void it_is_complete_when_all_that_was_wanted_is_there() {
        assertTrue(outcome(100, 0).complete());
        assertFalse(outcome(99, 0).complete());
    }

    private static Outcome outcome(long samples, long cut) {
        return new Outcome(100, samples, cut, 7, Optional.empty());
    }
}
