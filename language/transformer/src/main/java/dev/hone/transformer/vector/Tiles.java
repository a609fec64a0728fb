package dev.hone.transformer.vector;

import static dev.hone.transformer.kernel.Kernels.GROUP;
import static dev.hone.transformer.kernel.Kernels.ROWS;
import static dev.hone.transformer.vector.Lanes.LANES;
import static dev.hone.transformer.vector.Lanes.S;
import static dev.hone.transformer.vector.Lanes.offset;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix times a group of sequences, in tiles small enough that all sums stay in registers: each weight is loaded once
 * for four sequences and each input once for all rows of the tile (the micro-kernel of BLIS, Van Zee and van de Geijn
 * 2015). Written out by hand because a vector that lives in an array or a loop variable is boxed. With 16 registers the
 * compiler keeps two vectors of rows (8 sums, 2 weights, 4 inputs), with 32 it keeps four; a group of five spills.
 */
final class Tiles {
    private Tiles() {}

    /** Four vectors of rows against a group of four sequences. */
    static void tile4(
            float[] w,
            int at,
            int stride,
            int inputs,
            float[] x,
            int xAt,
            float[] out,
            int outAt,
            int outStride,
            boolean add) {
        FloatVector c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33;
        if (add) {
            int o = outAt;
            c00 = FloatVector.fromArray(S, out, o);
            c01 = FloatVector.fromArray(S, out, o + LANES);
            c02 = FloatVector.fromArray(S, out, o + 2 * LANES);
            c03 = FloatVector.fromArray(S, out, o + 3 * LANES);
            o += outStride;
            c10 = FloatVector.fromArray(S, out, o);
            c11 = FloatVector.fromArray(S, out, o + LANES);
            c12 = FloatVector.fromArray(S, out, o + 2 * LANES);
            c13 = FloatVector.fromArray(S, out, o + 3 * LANES);
            o += outStride;
            c20 = FloatVector.fromArray(S, out, o);
            c21 = FloatVector.fromArray(S, out, o + LANES);
            c22 = FloatVector.fromArray(S, out, o + 2 * LANES);
            c23 = FloatVector.fromArray(S, out, o + 3 * LANES);
            o += outStride;
            c30 = FloatVector.fromArray(S, out, o);
            c31 = FloatVector.fromArray(S, out, o + LANES);
            c32 = FloatVector.fromArray(S, out, o + 2 * LANES);
            c33 = FloatVector.fromArray(S, out, o + 3 * LANES);
        } else {
            FloatVector zero = FloatVector.zero(S);
            c00 = zero;
            c01 = zero;
            c02 = zero;
            c03 = zero;
            c10 = zero;
            c11 = zero;
            c12 = zero;
            c13 = zero;
            c20 = zero;
            c21 = zero;
            c22 = zero;
            c23 = zero;
            c30 = zero;
            c31 = zero;
            c32 = zero;
            c33 = zero;
        }
        for (int j = 0; j < inputs; j++) {
            FloatVector w0 = FloatVector.fromArray(S, w, at + ROWS * j);
            FloatVector w1 = FloatVector.fromArray(S, w, at + offset(1, stride) + ROWS * j);
            FloatVector w2 = FloatVector.fromArray(S, w, at + offset(2, stride) + ROWS * j);
            FloatVector w3 = FloatVector.fromArray(S, w, at + offset(3, stride) + ROWS * j);
            FloatVector x0 = FloatVector.broadcast(S, x[xAt + GROUP * j]);
            c00 = w0.fma(x0, c00);
            c01 = w1.fma(x0, c01);
            c02 = w2.fma(x0, c02);
            c03 = w3.fma(x0, c03);
            FloatVector x1 = FloatVector.broadcast(S, x[xAt + GROUP * j + 1]);
            c10 = w0.fma(x1, c10);
            c11 = w1.fma(x1, c11);
            c12 = w2.fma(x1, c12);
            c13 = w3.fma(x1, c13);
            FloatVector x2 = FloatVector.broadcast(S, x[xAt + GROUP * j + 2]);
            c20 = w0.fma(x2, c20);
            c21 = w1.fma(x2, c21);
            c22 = w2.fma(x2, c22);
            c23 = w3.fma(x2, c23);
            FloatVector x3 = FloatVector.broadcast(S, x[xAt + GROUP * j + 3]);
            c30 = w0.fma(x3, c30);
            c31 = w1.fma(x3, c31);
            c32 = w2.fma(x3, c32);
            c33 = w3.fma(x3, c33);
        }
        int o = outAt;
        c00.intoArray(out, o);
        c01.intoArray(out, o + LANES);
        c02.intoArray(out, o + 2 * LANES);
        c03.intoArray(out, o + 3 * LANES);
        o += outStride;
        c10.intoArray(out, o);
        c11.intoArray(out, o + LANES);
        c12.intoArray(out, o + 2 * LANES);
        c13.intoArray(out, o + 3 * LANES);
        o += outStride;
        c20.intoArray(out, o);
        c21.intoArray(out, o + LANES);
        c22.intoArray(out, o + 2 * LANES);
        c23.intoArray(out, o + 3 * LANES);
        o += outStride;
        c30.intoArray(out, o);
        c31.intoArray(out, o + LANES);
        c32.intoArray(out, o + 2 * LANES);
        c33.intoArray(out, o + 3 * LANES);
    }

    /** Two vectors of rows against a group of four sequences. */
    static void tile2(
            float[] w,
            int at,
            int stride,
            int inputs,
            float[] x,
            int xAt,
            float[] out,
            int outAt,
            int outStride,
            boolean add) {
        FloatVector c00, c01, c10, c11, c20, c21, c30, c31;
        if (add) {
            int o = outAt;
            c00 = FloatVector.fromArray(S, out, o);
            c01 = FloatVector.fromArray(S, out, o + LANES);
            o += outStride;
            c10 = FloatVector.fromArray(S, out, o);
            c11 = FloatVector.fromArray(S, out, o + LANES);
            o += outStride;
            c20 = FloatVector.fromArray(S, out, o);
            c21 = FloatVector.fromArray(S, out, o + LANES);
            o += outStride;
            c30 = FloatVector.fromArray(S, out, o);
            c31 = FloatVector.fromArray(S, out, o + LANES);
        } else {
            FloatVector zero = FloatVector.zero(S);
            c00 = zero;
            c01 = zero;
            c10 = zero;
            c11 = zero;
            c20 = zero;
            c21 = zero;
            c30 = zero;
            c31 = zero;
        }
        for (int j = 0; j < inputs; j++) {
            FloatVector w0 = FloatVector.fromArray(S, w, at + ROWS * j);
            FloatVector w1 = FloatVector.fromArray(S, w, at + offset(1, stride) + ROWS * j);
            FloatVector x0 = FloatVector.broadcast(S, x[xAt + GROUP * j]);
            c00 = w0.fma(x0, c00);
            c01 = w1.fma(x0, c01);
            FloatVector x1 = FloatVector.broadcast(S, x[xAt + GROUP * j + 1]);
            c10 = w0.fma(x1, c10);
            c11 = w1.fma(x1, c11);
            FloatVector x2 = FloatVector.broadcast(S, x[xAt + GROUP * j + 2]);
            c20 = w0.fma(x2, c20);
            c21 = w1.fma(x2, c21);
            FloatVector x3 = FloatVector.broadcast(S, x[xAt + GROUP * j + 3]);
            c30 = w0.fma(x3, c30);
            c31 = w1.fma(x3, c31);
        }
        int o = outAt;
        c00.intoArray(out, o);
        c01.intoArray(out, o + LANES);
        o += outStride;
        c10.intoArray(out, o);
        c11.intoArray(out, o + LANES);
        o += outStride;
        c20.intoArray(out, o);
        c21.intoArray(out, o + LANES);
        o += outStride;
        c30.intoArray(out, o);
        c31.intoArray(out, o + LANES);
    }

    /** One vector of rows against a group of four sequences. */
    static void tile1(
            float[] w,
            int at,
            int stride,
            int inputs,
            float[] x,
            int xAt,
            float[] out,
            int outAt,
            int outStride,
            boolean add) {
        FloatVector c00, c10, c20, c30;
        if (add) {
            int o = outAt;
            c00 = FloatVector.fromArray(S, out, o);
            o += outStride;
            c10 = FloatVector.fromArray(S, out, o);
            o += outStride;
            c20 = FloatVector.fromArray(S, out, o);
            o += outStride;
            c30 = FloatVector.fromArray(S, out, o);
        } else {
            FloatVector zero = FloatVector.zero(S);
            c00 = zero;
            c10 = zero;
            c20 = zero;
            c30 = zero;
        }
        for (int j = 0; j < inputs; j++) {
            FloatVector w0 = FloatVector.fromArray(S, w, at + ROWS * j);
            FloatVector x0 = FloatVector.broadcast(S, x[xAt + GROUP * j]);
            c00 = w0.fma(x0, c00);
            FloatVector x1 = FloatVector.broadcast(S, x[xAt + GROUP * j + 1]);
            c10 = w0.fma(x1, c10);
            FloatVector x2 = FloatVector.broadcast(S, x[xAt + GROUP * j + 2]);
            c20 = w0.fma(x2, c20);
            FloatVector x3 = FloatVector.broadcast(S, x[xAt + GROUP * j + 3]);
            c30 = w0.fma(x3, c30);
        }
        int o = outAt;
        c00.intoArray(out, o);
        o += outStride;
        c10.intoArray(out, o);
        o += outStride;
        c20.intoArray(out, o);
        o += outStride;
        c30.intoArray(out, o);
    }
}
