package dev.hone.tensor;

import dev.hone.core.Seeds;

/** A row of a table for each id: int64 [..] to [.., width]. Rows start normal with the deviation given. */
public final class Embedding implements Layer {
    private final Tensor weight;

    /** Adds the parameter {@code NAME.weight} [entries, width]. */
    public Embedding(Parameters parameters, String name, int entries, int width, double deviation, Seeds seeds) {
        String weightName = name + ".weight";
        float[] values = Init.normal(seeds.child(weightName), (long) entries * width, deviation);
        weight = parameters.add(weightName, values, entries, width);
    }

    @Override
    public Tensor forward(Tensor ids) {
        return Functional.embedding(weight, ids);
    }
}
