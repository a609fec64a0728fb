package dev.hone.learn.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.learn.Space;
import org.junit.jupiter.api.Test;

class NormaliserTest {
    private final Normaliser normaliser = new Normaliser(new Space.Box(new float[] {0, -2, 5}, new float[] {10, 2, 5}));

    @Test
    void ends_become_minus_1_and_1_and_come_back() {
        float[] values = {0, 2, 5};
        float[] scaled = new float[3];
        normaliser.apply(values, 0, scaled, 0);
        assertArrayEquals(new float[] {-1, 1, 0}, scaled);
        float[] back = new float[3];
        normaliser.invert(scaled, 0, back, 0);
        assertArrayEquals(values, back);
    }

    @Test
    void a_number_that_never_changes_becomes_0_and_comes_back_as_itself() {
        float[] back = new float[3];
        normaliser.apply(new float[] {0, 0, 7}, 0, back, 0);
        normaliser.invert(back, 0, back, 0);
        assertArrayEquals(new float[] {0, 0, 5}, back);
    }

    @Test
    void what_lies_far_outside_is_cut_at_3() {
        float[] scaled = new float[3];
        normaliser.apply(new float[] {1000, -5, 5}, 0, scaled, 0);
        assertArrayEquals(new float[] {3, -2.5f, 0}, scaled);
    }

    @Test
    void ranges_without_an_end_are_refused() {
        Space.Box open = Space.Box.of(1, 0, Double.POSITIVE_INFINITY);
        assertThrows(IllegalArgumentException.class, () -> new Normaliser(open));
    }
}
