package dev.hone.tensor.dense;

/** The kernels in plain Java. */
final class ScalarKernels implements Kernels {
    @Override
    public void addProduct(
            float[] a,
            int aAt,
            int aRow,
            int aDepth,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int rows,
            int depth,
            int columns) {
        for (int r = 0; r < rows; r++) {
            int from = aAt + r * aRow;
            int to = cAt + r * columns;
            int k = 0;
            for (; k + 4 <= depth; k += 4) {
                addFour(
                        a[from + k * aDepth],
                        a[from + (k + 1) * aDepth],
                        a[from + (k + 2) * aDepth],
                        a[from + (k + 3) * aDepth],
                        b,
                        bAt + k * columns,
                        c,
                        to,
                        columns);
            }
            for (; k < depth; k++) {
                addOne(a[from + k * aDepth], b, bAt + k * columns, c, to, columns);
            }
        }
    }

    /** Four steps of every sum at once, in order: a loop over one of them is done before it has begun to pay. */
    private static void addFour(
            float x0, float x1, float x2, float x3, float[] b, int bAt, float[] c, int cAt, int columns) {
        for (int j = 0; j < columns; j++) {
            float sum = Math.fma(x0, b[bAt + j], c[cAt + j]);
            sum = Math.fma(x1, b[bAt + columns + j], sum);
            sum = Math.fma(x2, b[bAt + 2 * columns + j], sum);
            c[cAt + j] = Math.fma(x3, b[bAt + 3 * columns + j], sum);
        }
    }

    private static void addOne(float x, float[] b, int bAt, float[] c, int cAt, int columns) {
        for (int j = 0; j < columns; j++) {
            c[cAt + j] = Math.fma(x, b[bAt + j], c[cAt + j]);
        }
    }
}
