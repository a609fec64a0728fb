package dev.hone.tensor;

/** {@link Functional#rmsNorm} with a trained weight that starts at 1: [.., width] to [.., width]. */
public final class RmsNorm implements Layer {
    private final Tensor weight;
    private final double epsilon;

    /** Adds the parameter {@code NAME.weight} [width]. */
    public RmsNorm(Parameters parameters, String name, int width, double epsilon) {
        this.weight = parameters.add(name + ".weight", Init.constant(width, 1), width);
        this.epsilon = epsilon;
    }

    @Override
    public Tensor forward(Tensor x) {
        return Functional.rmsNorm(x, weight, epsilon);
    }
}
