package dev.hone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbers_stand_to_the_right_and_texts_to_the_left() {
        TextTable table = new TextTable("policy", "ratio");
        table.row("uniform", 1);
        table.row("plan", "0.64 [0.61, 0.67]");
        assertEquals("""
                policy               ratio
                -------  -----------------
                uniform                  1
                plan     0.64 [0.61, 0.67]
                """, table.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void a_row_of_another_width_is_a_mistake_of_the_caller() {
        TextTable table = new TextTable("a", "b");
        assertThrows(IllegalArgumentException.class, () -> table.row(1));
    }
}
