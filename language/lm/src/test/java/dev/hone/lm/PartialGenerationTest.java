package dev.hone.lm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartialGenerationTest {
    private final HoneException failure = new HoneException("The endpoint answered 500.", "try again later");

    @Test
    void it_reads_like_the_failure_that_ended_the_call() {
        var partial = new PartialGeneration(failure, Map.of(0, Completion.of("a")));
        assertEquals(failure.getMessage(), partial.getMessage());
        assertSame(failure, partial.failure());
        assertEquals(failure.exitCode(), partial.exitCode());
    }

    @Test
    void its_samples_come_in_order_of_their_index() {
        var partial = new PartialGeneration(failure, Map.of(7, Completion.of("b"), 2, Completion.of("a")));
        assertEquals(List.of(2, 7), List.copyOf(partial.completions().keySet()));
    }

    @Test
    void a_call_that_brought_nothing_is_not_partial() {
        assertThrows(IllegalArgumentException.class, () -> new PartialGeneration(failure, Map.of()));
    }
}
