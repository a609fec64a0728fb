package dev.hone.tensor;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.List;

/** Linear layers with an activation between them: [.., widths first] to [.., widths last]. */
public final class Mlp implements Layer {
    private final List<Linear> layers;
    private final Activation activation;

    /**
     * Adds the parameters of {@code NAME.0}, {@code NAME.1} and so on.
     *
     * @param widths of the input, each hidden layer and the output; at least two
     */
    public Mlp(Parameters parameters, String name, List<Integer> widths, Activation activation, Seeds seeds) {
        if (widths.size() < 2) {
            throw new IllegalArgumentException("an MLP needs an input and an output width, not " + widths);
        }
        var made = new ArrayList<Linear>();
        for (int i = 0; i + 1 < widths.size(); i++) {
            made.add(new Linear(parameters, name + "." + i, widths.get(i), widths.get(i + 1), seeds));
        }
        this.layers = List.copyOf(made);
        this.activation = activation;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor h = layers.getFirst().forward(x);
        for (Linear layer : layers.subList(1, layers.size())) {
            h = layer.forward(activation.apply(h));
        }
        return h;
    }
}
