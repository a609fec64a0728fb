package dev.hone.episodes.parquet;

import java.util.Arrays;

/** Which values of a column belong to which row; the values of all rows lie one after another. */
public final class Rows {
    private final int[] starts;

    private Rows(int[] starts) {
        this.starts = starts;
    }

    /** The same number of values in each row. */
    public static Rows each(int rows, int width) {
        int[] starts = new int[rows + 1];
        for (int i = 0; i <= rows; i++) {
            starts[i] = Math.multiplyExact(i, width);
        }
        return new Rows(starts);
    }

    /** So many values in each row. */
    public static Rows of(int... widths) {
        int[] starts = new int[widths.length + 1];
        for (int i = 0; i < widths.length; i++) {
            starts[i + 1] = Math.addExact(starts[i], widths[i]);
        }
        return new Rows(starts);
    }

    public int count() {
        return starts.length - 1;
    }

    /** Values in all rows. */
    public int values() {
        return starts[starts.length - 1];
    }

    /** Index of a row's first value. */
    public int start(int row) {
        return starts[row];
    }

    /** Number of a row's values. */
    public int width(int row) {
        return starts[row + 1] - starts[row];
    }

    /** Collects the widths of rows as they are read. */
    static final class Builder {
        private int[] starts = new int[1 << 10];
        private int rows;
        private int values;

        /** Begins a row. */
        void row() {
            if (rows + 1 == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[++rows] = values;
        }

        /** Adds a value to the row that was begun last. */
        void value() {
            starts[rows] = ++values;
        }

        Rows done() {
            return new Rows(Arrays.copyOf(starts, rows + 1));
        }
    }
}
