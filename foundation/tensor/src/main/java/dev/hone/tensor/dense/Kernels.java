package dev.hone.tensor.dense;

/** The matrix product that everything in {@link DenseNetwork} is made of. */
interface Kernels {
    /** Columns come in whole panels of this many floats, the width of the widest vectors; what is left over holds zeros. */
    int PANEL = 16;

    /**
     * Adds a product: {@code c[r][j] += sum over k of a(r, k) b[k][j]}, where {@code a(r, k)} lies at
     * {@code aAt + r aRow + k aDepth}, and b and c are row-major with {@code columns} floats a row.
     *
     * <p>Every c[r][j] is a chain of fused multiply-adds in the order of k, begun with what c held. Nothing is summed across
     * columns, so the bits don't depend on how many of them an instruction takes.
     *
     * @param columns a multiple of {@link #PANEL}
     */
    void addProduct(
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
            int columns);

    /** The kernels on vector instructions where the JVM was started with them, else the plain ones. */
    static Kernels best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new VectorKernels()
                : new ScalarKernels();
    }

    /** The columns that a row of {@code n} floats takes up. */
    static int padded(int n) {
        return (n + PANEL - 1) / PANEL * PANEL;
    }
}
