package dev.hone.transformer.kernel;

/**
 * A matrix cut into panels of {@link Kernels#ROWS} rows, each stored input by input: {@code [panel][input][16]}. The
 * last panel is filled up with zeros.
 *
 * @param data the numbers; other matrices may live in the same array
 * @param at where the first panel begins
 * @param stride numbers from one panel to the next, at least 16 times the inputs
 */
@SuppressWarnings("ArrayRecordComponent") // a view: never compared, never copied
public record Panels(float[] data, int at, int stride) {
    /** How many panels hold this many rows. */
    public static int count(int rows) {
        return (rows + Kernels.ROWS - 1) / Kernels.ROWS;
    }

    /** This many rows or numbers, rounded up to whole panels. */
    public static int pad(int rows) {
        return count(rows) * Kernels.ROWS;
    }
}
