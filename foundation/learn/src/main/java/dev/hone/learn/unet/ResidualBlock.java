package dev.hone.learn.unet;

import dev.hone.tensor.Tensor;
import java.util.Optional;

/**
 * Two convolutions with a detour around them. Between the two, every channel is scaled by 1 + a and shifted by b, where a and b follow from what the
 * network is conditioned on (FiLM; Perez and others 2018, equation 2).
 */
final class ResidualBlock {
    private final int width;
    private final Layers.Convolution first;
    private final Layers.Norm firstNorm;
    private final Layers.Linear film;
    private final Layers.Convolution second;
    private final Layers.Norm secondNorm;
    private final Optional<Layers.Convolution> detour;

    ResidualBlock(Layers layers, String name, int in, int out, int features) {
        width = out;
        first = layers.convolution(name + ".first", in, out, UnetShape.KERNEL, 1);
        firstNorm = layers.norm(name + ".first_norm", out);
        film = layers.linear(name + ".film", features, 2 * out);
        second = layers.convolution(name + ".second", out, out, UnetShape.KERNEL, 1);
        secondNorm = layers.norm(name + ".second_norm", out);
        detour = in == out ? Optional.empty() : Optional.of(layers.convolution(name + ".detour", in, out, 1, 1));
    }

    /** [batch, in, time] and [batch, features] to [batch, out, time]. */
    Tensor forward(Tensor x, Tensor features) {
        Tensor both = film.forward(features).unsqueeze(2); // [batch, 2 out, 1]
        Tensor scale = both.narrow(1, 0, width).add(1);
        Tensor shift = both.narrow(1, width, width);
        Tensor h = firstNorm.forward(first.forward(x)).mul(scale).add(shift);
        h = secondNorm.forward(second.forward(h));
        return h.add(detour.map(one -> one.forward(x)).orElse(x));
    }
}
