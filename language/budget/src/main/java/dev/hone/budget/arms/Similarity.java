package dev.hone.budget.arms;

import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * How alike queries are: {@code exp(-d^2 / (2 w^2))} of the distance d of their vectors, in (0, 1], at the largest width w
 * that is ever used, {@code w^2 = 0.2}. A width that is smaller by the root of m is its m-th power, so one matrix serves all.
 */
final class Similarity {
    private static final double TWO_WIDTHS = 0.4;

    /** Rows that one multiplication makes: small enough for the cache, large enough to be worth the call. */
    private static final int BLOCK = 512;

    private Similarity() {}

    /** Is shown one row of likenesses; several rows at once, from several threads, but each just once. */
    interface Visitor {
        /**
         * Takes a row.
         *
         * @param first whose likenesses they are
         * @param likeness to every second vector; may be kept
         */
        void row(int first, float[] likeness);
    }

    /**
     * Shows the likenesses of every first vector to every second. The products are native, one thread a block of rows, and a
     * block is all that is ever held.
     */
    static void rows(float[][] first, float[][] second, Visitor visitor) {
        if (first.length == 0 || second.length == 0) {
            IntStream.range(0, first.length).forEach(i -> visitor.row(i, new float[second.length]));
            return;
        }
        float[] flat = flat(second, 0, second.length);
        double[] own = squares(first);
        double[] squares = squares(second);
        int blocks = (first.length + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = block * BLOCK;
            int to = Math.min(first.length, from + BLOCK);
            float[] products = products(flat(first, from, to), to - from, flat, second.length);
            for (int i = from; i < to; i++) {
                visitor.row(i, row(products, (i - from) * second.length, own[i], squares));
            }
        });
    }

    private static float[] products(float[] rows, int n, float[] columns, int m) {
        int dimension = rows.length / n;
        try (var _ = new Scope()) {
            return Tensor.of(rows, n, dimension)
                    .matmul(Tensor.of(columns, m, dimension).transpose(0, 1)) // [n, m]
                    .floats();
        }
    }

    /**
     * Likenesses from products.
     *
     * @param offset where the products begin
     * @param own square of the length of the one vector
     * @param squares those of the others
     */
    static float[] row(float[] products, int offset, double own, double[] squares) {
        float[] row = new float[squares.length];
        for (int j = 0; j < row.length; j++) {
            double distance = Math.max(0, own + squares[j] - 2 * products[offset + j]);
            row[j] = (float) Math.exp(-distance / TWO_WIDTHS);
        }
        return row;
    }

    private static float[] flat(float[][] vectors, int from, int to) {
        int dimension = vectors[0].length;
        float[] flat = new float[(to - from) * dimension];
        for (int i = from; i < to; i++) {
            System.arraycopy(vectors[i], 0, flat, (i - from) * dimension, dimension);
        }
        return flat;
    }

    /** The squares of vectors' lengths. [vectors] */
    static double[] squares(float[][] vectors) {
        double[] squares = new double[vectors.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = square(vectors[i]);
        }
        return squares;
    }

    /** The square of a vector's length. */
    static double square(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        return square;
    }
}
