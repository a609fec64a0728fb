package dev.hone.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.lm.PoolEntry.Arm;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PoolEntryTest {
    private final Completion drawn =
            new Completion("42", Optional.of(List.of(4, 2)), FinishReason.LENGTH, 3, List.of());

    @Test
    void a_sample_keeps_what_the_model_returned_and_gives_it_back() {
        Sample sample = Sample.of(drawn);
        assertEquals(OptionalInt.of(3), sample.tokens());
        assertEquals(OptionalDouble.empty(), sample.reward());
        assertEquals(drawn, sample.completion());
        assertEquals(OptionalDouble.of(0.5), sample.withReward(0.5).reward());
    }

    @Test
    void a_sample_without_text_is_no_completion() {
        var bare = new Sample(
                Optional.empty(), OptionalDouble.of(1), Optional.empty(), Optional.empty(), OptionalInt.empty());
        assertThrows(NoSuchElementException.class, bare::completion);
    }

    @Test
    void a_reward_is_finite() {
        for (double reward : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> Sample.of(drawn).withReward(reward));
        }
    }

    @Test
    void an_arm_is_graded_when_every_sample_is() {
        Sample sample = Sample.of(drawn);
        assertFalse(arm().graded());
        assertFalse(arm(sample.withReward(1), sample).graded());
        assertTrue(arm(sample.withReward(1), sample.withReward(0)).graded());
        assertArrayEquals(
                new double[] {1, 0},
                arm(sample.withReward(1), sample.withReward(0)).rewards());
        assertThrows(NoSuchElementException.class, () -> arm(sample).rewards());
    }

    @Test
    void an_arm_that_was_not_measured_is_not_there() {
        var entry = new PoolEntry(Query.of("q", "?"), Map.of("big", arm()));
        assertTrue(entry.arm("big").isPresent());
        assertEquals(Optional.empty(), entry.arm("small"));
        assertTrue(PoolEntry.of(Query.of("q", "?"), List.of())
                .arm(PoolEntry.SINGLE)
                .isPresent());
    }

    @Test
    void a_query_needs_an_id_and_a_message() {
        assertThrows(IllegalArgumentException.class, () -> Query.of("", "?"));
        assertThrows(
                IllegalArgumentException.class, () -> new Query("q", List.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void the_text_of_a_query_is_its_contents_joined_by_blank_lines() {
        var query = new Query(
                "q",
                List.of(new Message("system", "Be brief."), Message.user("Hi")),
                Optional.empty(),
                Optional.empty());
        assertEquals("Be brief.\n\nHi", query.text());
    }

    private static Arm arm(Sample... samples) {
        return new Arm(List.of(samples), OptionalDouble.empty());
    }
}
