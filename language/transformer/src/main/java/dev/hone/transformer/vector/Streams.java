package dev.hone.transformer.vector;

import static dev.hone.transformer.kernel.Kernels.ROWS;
import static dev.hone.transformer.vector.Lanes.LANES;
import static dev.hone.transformer.vector.Lanes.S;
import static dev.hone.transformer.vector.Lanes.offset;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix times one sequence. Weights come from memory once and are not used again, so what counts is to keep several
 * streams of loads and several independent sums under way.
 */
final class Streams {
    private Streams() {}

    /** Eight vectors of rows against one sequence. */
    static void stream8(
            float[] w, int at, int stride, int inputs, float[] x, int xAt, float[] out, int outAt, boolean add) {
        FloatVector c0, c1, c2, c3, c4, c5, c6, c7;
        if (add) {
            c0 = FloatVector.fromArray(S, out, outAt);
            c1 = FloatVector.fromArray(S, out, outAt + LANES);
            c2 = FloatVector.fromArray(S, out, outAt + 2 * LANES);
            c3 = FloatVector.fromArray(S, out, outAt + 3 * LANES);
            c4 = FloatVector.fromArray(S, out, outAt + 4 * LANES);
            c5 = FloatVector.fromArray(S, out, outAt + 5 * LANES);
            c6 = FloatVector.fromArray(S, out, outAt + 6 * LANES);
            c7 = FloatVector.fromArray(S, out, outAt + 7 * LANES);
        } else {
            FloatVector zero = FloatVector.zero(S);
            c0 = zero;
            c1 = zero;
            c2 = zero;
            c3 = zero;
            c4 = zero;
            c5 = zero;
            c6 = zero;
            c7 = zero;
        }
        for (int j = 0; j < inputs; j++) {
            FloatVector input = FloatVector.broadcast(S, x[xAt + j]);
            c0 = FloatVector.fromArray(S, w, at + ROWS * j).fma(input, c0);
            c1 = FloatVector.fromArray(S, w, at + offset(1, stride) + ROWS * j).fma(input, c1);
            c2 = FloatVector.fromArray(S, w, at + offset(2, stride) + ROWS * j).fma(input, c2);
            c3 = FloatVector.fromArray(S, w, at + offset(3, stride) + ROWS * j).fma(input, c3);
            c4 = FloatVector.fromArray(S, w, at + offset(4, stride) + ROWS * j).fma(input, c4);
            c5 = FloatVector.fromArray(S, w, at + offset(5, stride) + ROWS * j).fma(input, c5);
            c6 = FloatVector.fromArray(S, w, at + offset(6, stride) + ROWS * j).fma(input, c6);
            c7 = FloatVector.fromArray(S, w, at + offset(7, stride) + ROWS * j).fma(input, c7);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + LANES);
        c2.intoArray(out, outAt + 2 * LANES);
        c3.intoArray(out, outAt + 3 * LANES);
        c4.intoArray(out, outAt + 4 * LANES);
        c5.intoArray(out, outAt + 5 * LANES);
        c6.intoArray(out, outAt + 6 * LANES);
        c7.intoArray(out, outAt + 7 * LANES);
    }

    /** Four vectors of rows against one sequence. */
    static void stream4(
            float[] w, int at, int stride, int inputs, float[] x, int xAt, float[] out, int outAt, boolean add) {
        FloatVector c0, c1, c2, c3;
        if (add) {
            c0 = FloatVector.fromArray(S, out, outAt);
            c1 = FloatVector.fromArray(S, out, outAt + LANES);
            c2 = FloatVector.fromArray(S, out, outAt + 2 * LANES);
            c3 = FloatVector.fromArray(S, out, outAt + 3 * LANES);
        } else {
            FloatVector zero = FloatVector.zero(S);
            c0 = zero;
            c1 = zero;
            c2 = zero;
            c3 = zero;
        }
        for (int j = 0; j < inputs; j++) {
            FloatVector input = FloatVector.broadcast(S, x[xAt + j]);
            c0 = FloatVector.fromArray(S, w, at + ROWS * j).fma(input, c0);
            c1 = FloatVector.fromArray(S, w, at + offset(1, stride) + ROWS * j).fma(input, c1);
            c2 = FloatVector.fromArray(S, w, at + offset(2, stride) + ROWS * j).fma(input, c2);
            c3 = FloatVector.fromArray(S, w, at + offset(3, stride) + ROWS * j).fma(input, c3);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + LANES);
        c2.intoArray(out, outAt + 2 * LANES);
        c3.intoArray(out, outAt + 3 * LANES);
    }

    /** Two vectors of rows against one sequence. */
    static void stream2(
            float[] w, int at, int stride, int inputs, float[] x, int xAt, float[] out, int outAt, boolean add) {
        FloatVector c0, c1;
        if (add) {
            c0 = FloatVector.fromArray(S, out, outAt);
            c1 = FloatVector.fromArray(S, out, outAt + LANES);
        } else {
            FloatVector zero = FloatVector.zero(S);
            c0 = zero;
            c1 = zero;
        }
        for (int j = 0; j < inputs; j++) {
            FloatVector input = FloatVector.broadcast(S, x[xAt + j]);
            c0 = FloatVector.fromArray(S, w, at + ROWS * j).fma(input, c0);
            c1 = FloatVector.fromArray(S, w, at + offset(1, stride) + ROWS * j).fma(input, c1);
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + LANES);
    }

    /** One vector of rows against one sequence. */
    static void stream1(
            float[] w, int at, int stride, int inputs, float[] x, int xAt, float[] out, int outAt, boolean add) {
        FloatVector c0;
        if (add) {
            c0 = FloatVector.fromArray(S, out, outAt);
        } else {
            FloatVector zero = FloatVector.zero(S);
            c0 = zero;
        }
        for (int j = 0; j < inputs; j++) {
            FloatVector input = FloatVector.broadcast(S, x[xAt + j]);
            c0 = FloatVector.fromArray(S, w, at + ROWS * j).fma(input, c0);
        }
        c0.intoArray(out, outAt);
    }
}
