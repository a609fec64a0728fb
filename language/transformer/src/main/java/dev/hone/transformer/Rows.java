package dev.hone.transformer;

/**
 * A view of one row of numbers per sequence, in an array that belongs to a {@link Decoder} and is overwritten by its next
 * step.
 *
 * @param values where the rows are
 * @param stride numbers from one row to the next; 0 while all sequences still share one row
 * @param width how many numbers of a row count
 */
@SuppressWarnings("ArrayRecordComponent") // a view: never compared, never copied
public record Rows(float[] values, int stride, int width) {
    /** Where the row of a sequence begins in {@link #values}. */
    public int at(int sequence) {
        return sequence * stride;
    }

    /** A copy of one row. [width] */
    public float[] row(int sequence) {
        float[] row = new float[width];
        System.arraycopy(values, at(sequence), row, 0, width);
        return row;
    }
}
