package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpaceTest {
    @Test
    void a_choice_holds_whole_numbers_below_its_count() {
        Space choice = new Space.Discrete(3);
        assertTrue(choice.contains(new float[] {0}));
        assertTrue(choice.contains(new float[] {2}));
        assertFalse(choice.contains(new float[] {3}));
        assertFalse(choice.contains(new float[] {-1}));
        assertFalse(choice.contains(new float[] {0.5f}));
        assertFalse(choice.contains(new float[] {Float.NaN}));
        assertFalse(choice.contains(new float[] {0, 0}));
        assertThrows(IllegalArgumentException.class, () -> new Space.Discrete(0));
    }

    @Test
    void a_box_holds_its_ends_and_what_lies_between() {
        Space.Box box = new Space.Box(new float[] {-1, 0}, new float[] {1, Float.POSITIVE_INFINITY});
        assertTrue(box.contains(new float[] {-1, 0}));
        assertTrue(box.contains(new float[] {1, 1e30f}));
        assertFalse(box.contains(new float[] {1.1f, 0}));
        assertFalse(box.contains(new float[] {0, Float.NaN}));
        assertFalse(box.contains(new float[] {0}));
        assertFalse(box.bounded());
        assertTrue(Space.Box.of(2, -1, 1).bounded());
    }

    @Test
    void boxes_are_equal_by_their_ends() {
        assertEquals(Space.Box.of(2, -1, 1), Space.Box.of(2, -1, 1));
        assertEquals(Space.Box.of(2, -1, 1).hashCode(), Space.Box.of(2, -1, 1).hashCode());
        assertNotEquals(Space.Box.of(2, -1, 1), Space.Box.of(2, -1, 2));
    }

    @Test
    void a_box_refuses_ends_in_the_wrong_order() {
        assertThrows(IllegalArgumentException.class, () -> Space.Box.of(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Space.Box(new float[1], new float[2]));
        assertThrows(IllegalArgumentException.class, () -> Space.Box.of(1, Double.NaN, 0));
    }

    @Test
    void a_box_keeps_its_ends_to_itself() {
        float[] low = {0};
        Space.Box box = new Space.Box(low, new float[] {1});
        low[0] = 1;
        assertEquals(0, box.low(0));
    }
}
