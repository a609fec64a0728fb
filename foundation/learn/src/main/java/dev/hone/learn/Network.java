package dev.hone.learn;

import dev.hone.core.Seeds;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Linear layers with an activation between them, for training; {@link PlainNetwork} is the same for acting. */
public final class Network {
    private record Linear(Tensor weight, Tensor bias) {}

    private final List<Linear> layers = new ArrayList<>();
    private final List<Integer> widths;
    private final Activation activation;

    /**
     * Adds parameters {@code NAME.0.weight}, {@code NAME.0.bias} and so on, orthogonal with a gain of sqrt(2), biases 0.
     *
     * @param widths of the input, each hidden layer and the output
     * @param lastGain gain of the last layer: small for first actions near the middle
     */
    public Network(
            Parameters parameters,
            String name,
            List<Integer> widths,
            Activation activation,
            double lastGain,
            Seeds seeds) {
        this.widths = List.copyOf(widths);
        this.activation = activation;
        for (int l = 0; l + 1 < widths.size(); l++) {
            int in = widths.get(l);
            int out = widths.get(l + 1);
            double gain = l + 2 == widths.size() ? lastGain : Math.sqrt(2);
            String weight = name + "." + l + ".weight";
            float[] values = Orthogonal.weights(seeds.child(weight), out, in, gain);
            layers.add(new Linear(
                    parameters.add(weight, values, out, in),
                    parameters.add(name + "." + l + ".bias", Init.constant(out, 0), out)));
        }
    }

    /** [.., input] to [.., output]. */
    public Tensor forward(Tensor x) {
        Tensor h = x;
        for (int l = 0; l < layers.size(); l++) {
            Linear layer = layers.get(l);
            h = Functional.linear(l == 0 ? h : activation.apply(h), layer.weight(), layer.bias());
        }
        return h;
    }

    /** A network of the same shape for acting, with the weights of now. */
    public PlainNetwork plain() {
        PlainNetwork plain = new PlainNetwork(widths, activation);
        copyTo(plain);
        return plain;
    }

    /** Hands the weights of now to a network that {@link #plain} made. */
    public void copyTo(PlainNetwork plain) {
        for (int l = 0; l < layers.size(); l++) {
            plain.set(l, layers.get(l).weight().floats(), layers.get(l).bias().floats());
        }
    }
}
