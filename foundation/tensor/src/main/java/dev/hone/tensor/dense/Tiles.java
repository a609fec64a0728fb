package dev.hone.tensor.dense;

import static dev.hone.tensor.dense.VectorKernels.LANES;
import static dev.hone.tensor.dense.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * Pieces of a product that are small enough for all their sums to stay in registers (the micro-kernel of BLIS, Van Zee and van de
 * Geijn 2015). Written out by hand, because a vector that lives in an array is boxed.
 */
final class Tiles {
    private Tiles() {}

    /** Four rows by four vectors. */
    static void tile4x4(
            float[] a, int aAt, int aRow, int aDepth, float[] b, int bAt, float[] c, int cAt, int depth, int columns) {
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c01 = FloatVector.fromArray(S, c, cAt + LANES);
        FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(S, c, cAt + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt + columns);
        FloatVector c11 = FloatVector.fromArray(S, c, cAt + columns + LANES);
        FloatVector c12 = FloatVector.fromArray(S, c, cAt + columns + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(S, c, cAt + columns + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt + 2 * columns);
        FloatVector c21 = FloatVector.fromArray(S, c, cAt + 2 * columns + LANES);
        FloatVector c22 = FloatVector.fromArray(S, c, cAt + 2 * columns + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(S, c, cAt + 2 * columns + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt + 3 * columns);
        FloatVector c31 = FloatVector.fromArray(S, c, cAt + 3 * columns + LANES);
        FloatVector c32 = FloatVector.fromArray(S, c, cAt + 3 * columns + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(S, c, cAt + 3 * columns + 3 * LANES);
        int i = aAt;
        int j = bAt;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + LANES);
            FloatVector b2 = FloatVector.fromArray(S, b, j + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(S, b, j + 3 * LANES);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(S, a[i + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
            i += aDepth;
            j += columns;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + LANES);
        c02.intoArray(c, cAt + 2 * LANES);
        c03.intoArray(c, cAt + 3 * LANES);
        c10.intoArray(c, cAt + columns);
        c11.intoArray(c, cAt + columns + LANES);
        c12.intoArray(c, cAt + columns + 2 * LANES);
        c13.intoArray(c, cAt + columns + 3 * LANES);
        c20.intoArray(c, cAt + 2 * columns);
        c21.intoArray(c, cAt + 2 * columns + LANES);
        c22.intoArray(c, cAt + 2 * columns + 2 * LANES);
        c23.intoArray(c, cAt + 2 * columns + 3 * LANES);
        c30.intoArray(c, cAt + 3 * columns);
        c31.intoArray(c, cAt + 3 * columns + LANES);
        c32.intoArray(c, cAt + 3 * columns + 2 * LANES);
        c33.intoArray(c, cAt + 3 * columns + 3 * LANES);
    }

    /** Four rows by two vectors. */
    static void tile4x2(
            float[] a, int aAt, int aRow, int aDepth, float[] b, int bAt, float[] c, int cAt, int depth, int columns) {
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c01 = FloatVector.fromArray(S, c, cAt + LANES);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt + columns);
        FloatVector c11 = FloatVector.fromArray(S, c, cAt + columns + LANES);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt + 2 * columns);
        FloatVector c21 = FloatVector.fromArray(S, c, cAt + 2 * columns + LANES);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt + 3 * columns);
        FloatVector c31 = FloatVector.fromArray(S, c, cAt + 3 * columns + LANES);
        int i = aAt;
        int j = bAt;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + LANES);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[i + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            i += aDepth;
            j += columns;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + LANES);
        c10.intoArray(c, cAt + columns);
        c11.intoArray(c, cAt + columns + LANES);
        c20.intoArray(c, cAt + 2 * columns);
        c21.intoArray(c, cAt + 2 * columns + LANES);
        c30.intoArray(c, cAt + 3 * columns);
        c31.intoArray(c, cAt + 3 * columns + LANES);
    }

    /** Four rows by one vector. */
    static void tile4x1(
            float[] a, int aAt, int aRow, int aDepth, float[] b, int bAt, float[] c, int cAt, int depth, int columns) {
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt + columns);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt + 2 * columns);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt + 3 * columns);
        int i = aAt;
        int j = bAt;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(S, a[i + aRow]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            i += aDepth;
            j += columns;
        }
        c00.intoArray(c, cAt);
        c10.intoArray(c, cAt + columns);
        c20.intoArray(c, cAt + 2 * columns);
        c30.intoArray(c, cAt + 3 * columns);
    }

    /** One row by one vector. */
    static void tile1x1(
            float[] a, int aAt, int aDepth, float[] b, int bAt, float[] c, int cAt, int depth, int columns) {
        FloatVector c00 = FloatVector.fromArray(S, c, cAt);
        int i = aAt;
        int j = bAt;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            i += aDepth;
            j += columns;
        }
        c00.intoArray(c, cAt);
    }
}
