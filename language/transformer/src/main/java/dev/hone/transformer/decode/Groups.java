package dev.hone.transformer.decode;

import dev.hone.transformer.kernel.Kernels;

/** Lays several rows out the way the kernels read a batch. */
final class Groups {
    private Groups() {}

    /** How many rows the whole groups have that hold this many; a single row needs no group. */
    static int padded(int rows) {
        return rows == 1 ? 1 : (rows + Kernels.GROUP - 1) / Kernels.GROUP * Kernels.GROUP;
    }

    /**
     * Interleaves one group: {@code [4][n]} to {@code [n][4]}.
     *
     * @param present how many of the four rows there are; the others become zeros
     */
    static void interleave(float[] rows, int at, int stride, int present, int n, float[] out, int outAt) {
        if (present == Kernels.GROUP) {
            int b = at + stride;
            int c = b + stride;
            int d = c + stride;
            for (int j = 0; j < n; j++) {
                int o = outAt + Kernels.GROUP * j;
                out[o] = rows[at + j];
                out[o + 1] = rows[b + j];
                out[o + 2] = rows[c + j];
                out[o + 3] = rows[d + j];
            }
            return;
        }
        for (int j = 0; j < n; j++) {
            for (int s = 0; s < Kernels.GROUP; s++) {
                out[outAt + Kernels.GROUP * j + s] = s < present ? rows[at + s * stride + j] : 0f;
            }
        }
    }
}
