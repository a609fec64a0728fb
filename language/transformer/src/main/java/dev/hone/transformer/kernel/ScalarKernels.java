package dev.hone.transformer.kernel;

import java.util.Arrays;

/** The kernels in plain Java: the engine where the vector module is missing, and the yardstick of the one that uses it. */
public final class ScalarKernels implements Kernels {
    private final float[] partial = new float[ROWS];

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void multiply(
            Panels weights,
            int panels,
            int inputs,
            float[] x,
            int xAt,
            int xStride,
            int batch,
            float[] out,
            int outAt,
            int outStride,
            boolean add) {
        int step = batch == 1 ? 1 : GROUP;
        int padded = batch == 1 ? 1 : (batch + GROUP - 1) / GROUP * GROUP;
        for (int panel = 0; panel < panels; panel++) {
            int w = weights.at() + panel * weights.stride();
            for (int s = 0; s < padded; s++) {
                int from = xAt + s / GROUP * xStride + s % GROUP;
                multiply(weights.data(), w, inputs, x, from, step, out, outAt + s * outStride + panel * ROWS, add);
            }
        }
    }

    private void multiply(
            float[] w, int at, int inputs, float[] x, int xAt, int step, float[] out, int outAt, boolean add) {
        float[] sums = partial;
        if (add) {
            System.arraycopy(out, outAt, sums, 0, ROWS);
        } else {
            Arrays.fill(sums, 0f);
        }
        for (int j = 0; j < inputs; j++) {
            float input = x[xAt + j * step];
            for (int r = 0; r < ROWS; r++) {
                sums[r] = Math.fma(w[at + j * ROWS + r], input, sums[r]);
            }
        }
        System.arraycopy(sums, 0, out, outAt, ROWS);
    }

    @Override
    public float sum(float[] x, int at, int n) {
        Arrays.fill(partial, 0f);
        for (int i = 0; i < n; i++) {
            partial[i % ROWS] += x[at + i];
        }
        return Kernels.fold(partial);
    }

    @Override
    public float sumOfSquares(float[] x, int at, int n) {
        Arrays.fill(partial, 0f);
        for (int i = 0; i < n; i++) {
            partial[i % ROWS] = Math.fma(x[at + i], x[at + i], partial[i % ROWS]);
        }
        return Kernels.fold(partial);
    }

    @Override
    public float maximum(float[] x, int at, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[at + i]);
        }
        return max;
    }

    @Override
    public float exponentials(float[] x, int at, int n, float shift, float scale, float[] out, int outAt) {
        Arrays.fill(partial, 0f);
        for (int i = 0; i < n; i++) {
            float e = Exponential.exp((x[at + i] - shift) * scale);
            out[outAt + i] = e;
            partial[i % ROWS] += e;
        }
        return Kernels.fold(partial);
    }

    @Override
    public void gate(float[] gate, int gateAt, float[] up, int upAt, int n) {
        for (int i = 0; i < n; i++) {
            float g = gate[gateAt + i];
            gate[gateAt + i] = Exponential.sigmoid(g, g) * up[upAt + i];
        }
    }

    @Override
    public void gelu(float[] x, int at, int n) {
        for (int i = 0; i < n; i++) {
            x[at + i] = Exponential.sigmoid(Exponential.geluArgument(x[at + i]), x[at + i]);
        }
    }
}
