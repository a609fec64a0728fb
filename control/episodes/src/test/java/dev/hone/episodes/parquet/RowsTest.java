package dev.hone.episodes.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RowsTest {
    private static void assertRows(Rows rows, int... widths) {
        assertEquals(widths.length, rows.count());
        int start = 0;
        for (int i = 0; i < widths.length; i++) {
            assertEquals(start, rows.start(i));
            assertEquals(widths[i], rows.width(i));
            start += widths[i];
        }
        assertEquals(start, rows.values());
    }

    @Test
    void rows_of_one_width() {
        assertRows(Rows.each(3, 4), 4, 4, 4);
        assertRows(Rows.each(0, 4));
    }

    @Test
    void rows_of_several_widths() {
        assertRows(Rows.of(2, 0, 5), 2, 0, 5);
        assertRows(Rows.of());
    }

    @Test
    void rows_are_collected_as_they_are_read() {
        Rows.Builder builder = new Rows.Builder();
        int[] widths = new int[3000];
        for (int row = 0; row < widths.length; row++) {
            widths[row] = row % 3;
            builder.row();
            for (int i = 0; i < widths[row]; i++) {
                builder.value();
            }
        }
        assertRows(builder.done(), widths);
        assertRows(new Rows.Builder().done());
    }

    @Test
    void more_values_than_an_array_holds_are_refused() {
        assertThrows(ArithmeticException.class, () -> Rows.each(1 << 20, 1 << 12));
        assertThrows(ArithmeticException.class, () -> Rows.of(Integer.MAX_VALUE, 1));
    }
}
