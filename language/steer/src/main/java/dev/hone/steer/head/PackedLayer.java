package dev.hone.steer.head;

import dev.hone.transformer.decode.Engines;
import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.Panels;
import java.util.Arrays;

/** {@code W x + b} on the decoder's kernels: one row at a time, and always the same bits. Safe for use by several threads. */
final class PackedLayer {
    private final Kernels kernels = Engines.kernels();
    private final int inputs;
    private final Panels panels;
    private final float[] bias; // [padded outputs]

    /**
     * @param weight [outputs][inputs]
     * @param bias [outputs]
     */
    PackedLayer(float[] weight, float[] bias, int inputs) {
        this.inputs = inputs;
        this.bias = Arrays.copyOf(bias, Panels.pad(bias.length));
        int stride = inputs * Kernels.ROWS;
        float[] data = new float[Panels.count(this.bias.length) * stride];
        for (int r = 0; r < bias.length; r++) {
            for (int j = 0; j < inputs; j++) {
                data[r / Kernels.ROWS * stride + j * Kernels.ROWS + r % Kernels.ROWS] = weight[r * inputs + j];
            }
        }
        panels = new Panels(data, 0, stride);
    }

    /** How many numbers {@link #apply} writes: outputs, padded. */
    int width() {
        return bias.length;
    }

    long multiplyAdds() {
        return (long) inputs * width();
    }

    /** All outputs of one input row. */
    void apply(float[] x, float[] out) {
        kernels.multiply(panels, width() / Kernels.ROWS, inputs, x, 0, 0, 1, out, 0, width(), false);
        for (int r = 0; r < bias.length; r++) {
            out[r] += bias[r];
        }
    }

    /** One output of an input row, the same to the last bit. */
    float apply(float[] x, int output) {
        int at = output / Kernels.ROWS * panels.stride() + output % Kernels.ROWS;
        float sum = 0;
        for (int j = 0; j < inputs; j++) {
            sum = Math.fma(panels.data()[at + j * Kernels.ROWS], x[j], sum);
        }
        return sum + bias[output];
    }
}
