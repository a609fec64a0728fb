package dev.hone.learn.unet;

import java.util.function.Function;

/** Group normalisation and SiLU in plain Java, in place. */
final class PlainNorm {
    private final int length;
    private final int channels;
    private final float[] weight;
    private final float[] bias;

    PlainNorm(Function<String, float[]> tensors, String name, int length, int channels) {
        this.length = length;
        this.channels = channels;
        weight = PlainConvolution.floats(tensors, name + ".weight", channels);
        bias = PlainConvolution.floats(tensors, name + ".bias", channels);
    }

    /** Changes [time * channels]. */
    void apply(float[] x) {
        int group = channels / UnetShape.GROUPS;
        for (int first = 0; first < channels; first += group) {
            double sum = 0;
            double squares = 0;
            for (int t = 0; t < length; t++) {
                for (int c = first; c < first + group; c++) {
                    double value = x[t * channels + c];
                    sum += value;
                    squares += value * value;
                }
            }
            double mean = sum / (length * group);
            double variance = Math.max(0, squares / (length * group) - mean * mean);
            float scale = (float) (1 / Math.sqrt(variance + UnetShape.EPSILON));
            for (int c = first; c < first + group; c++) {
                float factor = scale * weight[c];
                float shift = bias[c] - (float) mean * factor;
                for (int t = 0; t < length; t++) {
                    x[t * channels + c] = silu(factor * x[t * channels + c] + shift);
                }
            }
        }
    }

    static float silu(float x) {
        return x / (1 + (float) Math.exp(-x));
    }
}
