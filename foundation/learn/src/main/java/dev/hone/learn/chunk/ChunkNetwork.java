package dev.hone.learn.chunk;

import dev.hone.core.Seeds;
import dev.hone.learn.Network;
import dev.hone.learn.unet.Unet;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;

/** The network of a chunked policy in training. */
public interface ChunkNetwork {
    /** Rows of inputs [batch, {@link ChunkSpec#inputWidth}] to rows of chunks [batch, {@link ChunkSpec#chunkWidth}]. */
    Tensor forward(Tensor inputs);

    /** An untrained network of that policy, whose parameters' names begin with {@code name} and a dot. */
    static ChunkNetwork of(ChunkSpec spec, Parameters parameters, String name, Seeds seeds) {
        return switch (spec.planner()) {
            case DIFFUSION, REGRESSION ->
                new Network(parameters, name, spec.widths(), spec.activation(), 1, seeds)::forward;
            case UNET -> new Unet(parameters, name, spec.unet(), seeds)::forward;
        };
    }
}
