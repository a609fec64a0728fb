package dev.hone.transformer.decode;

import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.Panels;
import java.util.Optional;

/**
 * RMSNorm, or LayerNorm where there is a bias.
 *
 * @param weight one factor per number of a row
 */
@SuppressWarnings("ArrayRecordComponent") // a view: never compared, never copied
record Norm(float[] weight, Optional<float[]> bias, float epsilon) {
    /** Normalises a row that is padded with zeros; so is the result. {@code x} and {@code out} may be the same row. */
    void apply(Kernels kernels, float[] x, int at, float[] out, int outAt) {
        if (bias.isPresent()) {
            layerNorm(kernels, bias.get(), x, at, out, outAt);
        } else {
            float scale = inverseRoot(kernels.sumOfSquares(x, at, Panels.pad(weight.length)));
            for (int i = 0; i < weight.length; i++) {
                out[outAt + i] = weight[i] * (x[at + i] * scale);
            }
        }
    }

    private void layerNorm(Kernels kernels, float[] shift, float[] x, int at, float[] out, int outAt) {
        int padded = Panels.pad(weight.length);
        float mean = kernels.sum(x, at, padded) / weight.length;
        for (int i = 0; i < weight.length; i++) {
            out[outAt + i] = x[at + i] - mean;
        }
        float scale = inverseRoot(kernels.sumOfSquares(out, outAt, padded));
        for (int i = 0; i < weight.length; i++) {
            out[outAt + i] = weight[i] * (out[outAt + i] * scale) + shift[i];
        }
    }

    private float inverseRoot(float sumOfSquares) {
        return (float) (1 / Math.sqrt(sumOfSquares / weight.length + epsilon));
    }
}
