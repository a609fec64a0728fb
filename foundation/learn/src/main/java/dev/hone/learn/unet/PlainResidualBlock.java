package dev.hone.learn.unet;

import java.util.Optional;
import java.util.function.Function;

/** What {@link ResidualBlock} is, in plain Java. */
final class PlainResidualBlock {
    private final int length;
    private final int width;
    private final PlainConvolution first;
    private final PlainNorm firstNorm;
    private final PlainConvolution film;
    private final PlainConvolution second;
    private final PlainNorm secondNorm;
    private final Optional<PlainConvolution> detour;

    PlainResidualBlock(Function<String, float[]> tensors, String name, int length, int in, int out, int features) {
        this.length = length;
        width = out;
        first = new PlainConvolution(tensors, name + ".first", length, in, out, UnetShape.KERNEL, 1);
        firstNorm = new PlainNorm(tensors, name + ".first_norm", length, out);
        film = PlainConvolution.linear(tensors, name + ".film", features, 2 * out);
        second = new PlainConvolution(tensors, name + ".second", length, out, out, UnetShape.KERNEL, 1);
        secondNorm = new PlainNorm(tensors, name + ".second_norm", length, out);
        detour = in == out
                ? Optional.empty()
                : Optional.of(new PlainConvolution(tensors, name + ".detour", length, in, out, 1, 1));
    }

    /** [time * in] and [features] to [time * out]; valid until the next call. */
    float[] forward(float[] x, float[] features) {
        float[] both = film.forward(features);
        float[] h = first.forward(x);
        firstNorm.apply(h);
        for (int t = 0; t < length; t++) {
            for (int c = 0; c < width; c++) {
                h[t * width + c] = h[t * width + c] * (1 + both[c]) + both[width + c];
            }
        }
        float[] y = second.forward(h);
        secondNorm.apply(y);
        float[] around = detour.isPresent() ? detour.get().forward(x) : x;
        for (int i = 0; i < y.length; i++) {
            y[i] += around[i];
        }
        return y;
    }
}
