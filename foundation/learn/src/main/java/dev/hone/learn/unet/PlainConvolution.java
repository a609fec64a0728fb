package dev.hone.learn.unet;

import java.util.function.Function;

/**
 * A convolution over time in plain Java. Numbers of a step lie side by side, [time][channel], and weights are kept [kernel][in][out], so that the inner loop
 * runs over neighbours; a row of weights is used for all steps while it is at hand. With one step and a kernel of 1 it is a linear layer.
 */
final class PlainConvolution {
    private final int length;
    private final int in;
    private final int out;
    private final int kernel;
    private final int stride;
    private final float[] weights;
    private final float[] bias;
    private final float[] values;

    /**
     * With weights from {@code NAME.weight} [out, in, kernel] and {@code NAME.bias} [out].
     *
     * @param length steps of the input
     * @throws IllegalArgumentException if a tensor has another size
     */
    PlainConvolution(
            Function<String, float[]> tensors, String name, int length, int in, int out, int kernel, int stride) {
        this.length = length;
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.stride = stride;
        values = new float[length / stride * out];
        bias = floats(tensors, name + ".bias", out);
        float[] rowMajor = floats(tensors, name + ".weight", out * in * kernel);
        weights = new float[rowMajor.length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int k = 0; k < kernel; k++) {
                    weights[(k * in + i) * out + o] = rowMajor[(o * in + i) * kernel + k];
                }
            }
        }
    }

    /** A linear layer. */
    static PlainConvolution linear(Function<String, float[]> tensors, String name, int in, int out) {
        return new PlainConvolution(tensors, name, 1, in, out, 1, 1);
    }

    static float[] floats(Function<String, float[]> tensors, String name, int count) {
        float[] values = tensors.apply(name);
        if (values.length != count) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " weights where " + count + " are needed");
        }
        return values;
    }

    /** The output [length / stride * out]; valid until the next call. */
    float[] forward(float[] x) {
        int steps = length / stride;
        for (int t = 0; t < steps; t++) {
            System.arraycopy(bias, 0, values, t * out, out);
        }
        for (int k = 0; k < kernel; k++) {
            int shift = k - kernel / 2;
            int begin = Math.max(0, Math.ceilDiv(-shift, stride));
            int end = Math.min(steps, Math.ceilDiv(length - shift, stride));
            for (int i = 0; i < in; i++) {
                int row = (k * in + i) * out;
                for (int t = begin; t < end; t++) {
                    addScaled(values, t * out, x[(t * stride + shift) * in + i], weights, row, out);
                }
            }
        }
        return values;
    }

    private static void addScaled(float[] y, int at, float scale, float[] w, int from, int count) {
        for (int o = 0; o < count; o++) {
            y[at + o] += scale * w[from + o];
        }
    }
}
