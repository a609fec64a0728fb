package dev.hone.transformer.vector;

import static dev.hone.transformer.vector.Lanes.LANES;
import static dev.hone.transformer.vector.Lanes.S;
import static dev.hone.transformer.vector.Lanes.offset;

import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.Panels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The kernels on the machine's vector registers; gives the bits of the scalar ones. */
public final class VectorKernels implements Kernels {
    /**
     * Inputs that a tile goes through before the next group of sequences takes its turn on the same weights: they are then
     * still in the first cache, while the next ones are on their way from memory.
     */
    private static final int CHUNK = 48;

    private final float[] partial = new float[ROWS];

    @Override
    public String name() {
        return LANES + " lanes";
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
        if (batch == 1) {
            multiplyOne(weights, panels * ROWS / LANES, inputs, x, xAt, out, outAt, add);
        } else {
            int groups = (batch + GROUP - 1) / GROUP;
            multiplyGroups(weights, panels, inputs, x, xAt, xStride, groups, out, outAt, outStride, add);
        }
    }

    private static void multiplyOne(
            Panels weights, int vectors, int inputs, float[] x, int xAt, float[] out, int outAt, boolean add) {
        float[] w = weights.data();
        int stride = weights.stride();
        int v = 0;
        for (; v + 8 <= vectors; v += 8) {
            Streams.stream8(w, weights.at() + offset(v, stride), stride, inputs, x, xAt, out, outAt + v * LANES, add);
        }
        if (v + 4 <= vectors) {
            Streams.stream4(w, weights.at() + offset(v, stride), stride, inputs, x, xAt, out, outAt + v * LANES, add);
            v += 4;
        }
        if (v + 2 <= vectors) {
            Streams.stream2(w, weights.at() + offset(v, stride), stride, inputs, x, xAt, out, outAt + v * LANES, add);
            v += 2;
        }
        if (v < vectors) {
            Streams.stream1(w, weights.at() + offset(v, stride), stride, inputs, x, xAt, out, outAt + v * LANES, add);
        }
    }

    /** Tiles are as wide as the registers allow: 32 of them come with 16 lanes (AVX-512) or with 4 (Neon). */
    private static void multiplyGroups(
            Panels weights,
            int panels,
            int inputs,
            float[] x,
            int xAt,
            int xStride,
            int groups,
            float[] out,
            int outAt,
            int outStride,
            boolean add) {
        int vectors = panels * ROWS / LANES;
        int widest = LANES == 8 ? 2 : 4;
        int v = 0;
        while (v < vectors) {
            int width = vectors - v >= widest ? widest : vectors - v >= 2 ? 2 : 1;
            int at = weights.at() + offset(v, weights.stride());
            for (int j = 0; j < inputs; j += CHUNK) {
                int n = Math.min(CHUNK, inputs - j);
                for (int group = 0; group < groups; group++) {
                    tile(
                            width,
                            weights,
                            at + ROWS * j,
                            n,
                            x,
                            xAt + group * xStride + GROUP * j,
                            out,
                            outAt + group * GROUP * outStride + v * LANES,
                            outStride,
                            add || j > 0);
                }
            }
            v += width;
        }
    }

    private static void tile(
            int width,
            Panels weights,
            int at,
            int inputs,
            float[] x,
            int xAt,
            float[] out,
            int outAt,
            int outStride,
            boolean add) {
        float[] w = weights.data();
        int stride = weights.stride();
        switch (width) {
            case 4 -> Tiles.tile4(w, at, stride, inputs, x, xAt, out, outAt, outStride, add);
            case 2 -> Tiles.tile2(w, at, stride, inputs, x, xAt, out, outAt, outStride, add);
            default -> Tiles.tile1(w, at, stride, inputs, x, xAt, out, outAt, outStride, add);
        }
    }

    @Override
    public float sum(float[] x, int at, int n) {
        for (int lane = 0; lane < ROWS; lane += LANES) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = lane; i < n; i += ROWS) {
                sum = sum.add(FloatVector.fromArray(S, x, at + i));
            }
            sum.intoArray(partial, lane);
        }
        return Kernels.fold(partial);
    }

    @Override
    public float sumOfSquares(float[] x, int at, int n) {
        for (int lane = 0; lane < ROWS; lane += LANES) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = lane; i < n; i += ROWS) {
                FloatVector v = FloatVector.fromArray(S, x, at + i);
                sum = v.fma(v, sum);
            }
            sum.intoArray(partial, lane);
        }
        return Kernels.fold(partial);
    }

    @Override
    public float maximum(float[] x, int at, int n) {
        FloatVector max = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i += LANES) {
            max = max.max(FloatVector.fromArray(S, x, at + i));
        }
        return max.reduceLanes(VectorOperators.MAX);
    }

    @Override
    public float exponentials(float[] x, int at, int n, float shift, float scale, float[] out, int outAt) {
        for (int lane = 0; lane < ROWS; lane += LANES) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = lane; i < n; i += ROWS) {
                FloatVector e =
                        Lanes.exp(FloatVector.fromArray(S, x, at + i).sub(shift).mul(scale));
                e.intoArray(out, outAt + i);
                sum = sum.add(e);
            }
            sum.intoArray(partial, lane);
        }
        return Kernels.fold(partial);
    }

    @Override
    public void gate(float[] gate, int gateAt, float[] up, int upAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector g = FloatVector.fromArray(S, gate, gateAt + i);
            Lanes.sigmoid(g, g).mul(FloatVector.fromArray(S, up, upAt + i)).intoArray(gate, gateAt + i);
        }
    }

    @Override
    public void gelu(float[] x, int at, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            Lanes.sigmoid(Lanes.geluArgument(v), v).intoArray(x, at + i);
        }
    }
}
