package dev.hone.tensor.dense;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels on the machine's vector registers; their classes load only where the JVM has the incubating Vector API. */
final class VectorKernels implements Kernels {
    static final VectorSpecies<Float> S =
            FloatVector.SPECIES_PREFERRED.length() <= PANEL ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;

    /** Floats in a vector: 4, 8 or 16. */
    static final int LANES = S.length();

    /** Vectors side by side in the widest tile: with 8 lanes (AVX2) there are only 16 registers. */
    private static final int WIDEST = LANES == 8 ? 2 : 4;

    /** How deep to go before the next tile takes its turn on the same rows of b, which are then still in the first cache. */
    private static final int CHUNK = 64;

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
        for (int k = 0; k < depth; k += CHUNK) {
            int deep = Math.min(CHUNK, depth - k);
            int column = 0;
            while (column < columns) {
                int left = (columns - column) / LANES;
                int wide = left >= WIDEST ? WIDEST : left >= 2 ? 2 : 1;
                strip(
                        wide,
                        a,
                        aAt + k * aDepth,
                        aRow,
                        aDepth,
                        b,
                        bAt + k * columns + column,
                        c,
                        cAt + column,
                        rows,
                        deep,
                        columns);
                column += wide * LANES;
            }
        }
    }

    /** All rows of a few vectors' columns. */
    private static void strip(
            int wide,
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
        int r = 0;
        for (; r + 4 <= rows; r += 4) {
            int i = aAt + r * aRow;
            int o = cAt + r * columns;
            switch (wide) {
                case 4 -> Tiles.tile4x4(a, i, aRow, aDepth, b, bAt, c, o, depth, columns);
                case 2 -> Tiles.tile4x2(a, i, aRow, aDepth, b, bAt, c, o, depth, columns);
                default -> Tiles.tile4x1(a, i, aRow, aDepth, b, bAt, c, o, depth, columns);
            }
        }
        for (; r < rows; r++) {
            for (int v = 0; v < wide; v++) {
                int o = cAt + r * columns + v * LANES;
                Tiles.tile1x1(a, aAt + r * aRow, aDepth, b, bAt + v * LANES, c, o, depth, columns);
            }
        }
    }
}
