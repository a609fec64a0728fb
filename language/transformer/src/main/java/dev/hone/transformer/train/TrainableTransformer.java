package dev.hone.transformer.train;

import dev.hone.core.Seeds;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.decode.Checkpoint;
import java.nio.file.Path;

/**
 * A transformer on the tensor library: the decoder's twin, slower sample by sample, but with gradients. It has the weights of
 * a Hugging Face file under their own names, so what is trained here is decoded there.
 */
public final class TrainableTransformer implements AutoCloseable {
    private final ModelConfig config;
    private final Parameters parameters;
    private final Twin twin;

    /** A model with these weights, which it closes. */
    TrainableTransformer(ModelConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        this.twin =
                config.family() == Family.GPT2 ? new Gpt2Twin(config, parameters) : new LlamaTwin(config, parameters);
    }

    /**
     * A model before training. Matrices are normal with deviation 1 / sqrt(hidden), those that write to the residual stream
     * narrower by sqrt(2 layers) so that its size does not grow with depth (GPT-2's rule); norms are 1, biases 0.
     */
    public static TrainableTransformer initial(ModelConfig config, Seeds seeds) {
        var parameters = new Parameters();
        double deviation = 1 / Math.sqrt(config.hidden());
        double narrower = deviation / Math.sqrt(2.0 * config.layers());
        WeightShapes.of(config).forEach((name, shape) -> {
            long count = count(shape);
            float[] values;
            if (shape.length == 1) {
                values = Init.constant(count, name.endsWith(".bias") ? 0 : 1);
            } else {
                boolean residual = name.contains("o_proj") || name.contains("down_proj") || name.contains("c_proj");
                values = Init.normal(seeds.child(name), count, residual ? narrower : deviation);
            }
            parameters.add(name, values, shape);
        });
        return new TrainableTransformer(config, parameters);
    }

    /**
     * The model of a Hugging Face folder, in one file of weights or several, with or without the family's prefix in their
     * names.
     *
     * @throws dev.hone.core.HoneException if the folder lacks a file, or a weight is missing or misshapen
     */
    public static TrainableTransformer load(Path folder) {
        ModelConfig config = ModelConfig.read(folder);
        var parameters = new Parameters();
        try (var checkpoint = Checkpoint.open(folder)) {
            WeightShapes.of(config).forEach((name, shape) -> {
                String bare = name.substring(name.indexOf('.') + 1);
                boolean prefixed = checkpoint.contains(name) || !checkpoint.contains(bare);
                parameters.add(name, checkpoint.floats(prefixed ? name : bare, shape), shape);
            });
        } catch (RuntimeException e) {
            parameters.close();
            throw e;
        }
        return new TrainableTransformer(config, parameters);
    }

    public ModelConfig config() {
        return config;
    }

    /** The weights by their Hugging Face names. */
    public Parameters parameters() {
        return parameters;
    }

    /** Next-token logits of every position: int64 ids [batch, time] to [batch, time, vocabulary]. */
    public Tensor logits(Tensor ids) {
        return head(hidden(ids));
    }

    /** The last layer's output after the final norm: int64 ids [batch, time] to [batch, time, hidden]. */
    public Tensor hidden(Tensor ids) {
        return hidden(ids, twin.embedding());
    }

    /**
     * The same with other vectors for the ids than the model's own, for example some of them, or some that are themselves made of
     * something learnt: int64 ids [batch, time] of [rows, hidden] to [batch, time, hidden].
     */
    public Tensor hidden(Tensor ids, Tensor vectors) {
        if (ids.size(1) > config.context()) {
            throw new IllegalArgumentException(
                    ids.size(1) + " positions for a model with a context of " + config.context());
        }
        return twin.hidden(ids, vectors);
    }

    /** Hidden states [.., hidden] to logits [.., vocabulary]. */
    public Tensor head(Tensor hidden) {
        return twin.logits(hidden);
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        return count;
    }

    @Override
    public void close() {
        parameters.close();
    }
}
