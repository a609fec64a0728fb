package dev.hone.tensor;

/** {@link Functional#layerNorm} with a trained scale that starts at 1 and a shift that starts at 0: [.., width]. */
public final class LayerNorm implements Layer {
    private final Tensor weight;
    private final Tensor bias;
    private final double epsilon;

    /** Adds the parameters {@code NAME.weight} [width] and {@code NAME.bias} [width]. */
    public LayerNorm(Parameters parameters, String name, int width, double epsilon) {
        this.weight = parameters.add(name + ".weight", Init.constant(width, 1), width);
        this.bias = parameters.add(name + ".bias", Init.constant(width, 0), width);
        this.epsilon = epsilon;
    }

    @Override
    public Tensor forward(Tensor x) {
        return Functional.layerNorm(x, weight, bias, epsilon);
    }
}
