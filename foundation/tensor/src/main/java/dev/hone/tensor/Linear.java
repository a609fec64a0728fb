package dev.hone.tensor;

import dev.hone.core.Seeds;

/** {@code x W' + b}: [.., in] to [.., out]. Weight and bias start uniform within 1 / sqrt(in), as in PyTorch. */
public final class Linear implements Layer {
    private final Tensor weight;
    private final Tensor bias;

    /** Adds the parameters {@code NAME.weight} [out, in] and {@code NAME.bias} [out]. */
    public Linear(Parameters parameters, String name, int in, int out, Seeds seeds) {
        double bound = 1 / Math.sqrt(in);
        String weightName = name + ".weight";
        String biasName = name + ".bias";
        weight = parameters.add(weightName, Init.uniform(seeds.child(weightName), (long) in * out, bound), out, in);
        bias = parameters.add(biasName, Init.uniform(seeds.child(biasName), out, bound), out);
    }

    @Override
    public Tensor forward(Tensor x) {
        return Functional.linear(x, weight, bias);
    }
}
