package dev.hone.transformer.decode;

import dev.hone.core.HoneException;
import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.MixedDecoder;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.kernel.Kernels;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The model in a Hugging Face folder, its weights in memory as 32-bit floats. */
public final class TransformerModel implements CausalModel {
    private final ModelConfig config;
    private final Weights weights;
    private final Supplier<Kernels> engine;
    private final int read;

    private TransformerModel(ModelConfig config, Weights weights, Supplier<Kernels> engine, int read) {
        this.config = config;
        this.weights = weights;
        this.engine = engine;
        this.read = read;
    }

    /**
     * Loads a model for the fastest engine of this JVM.
     *
     * @throws HoneException if the folder has no model of a known family, a tensor is missing or has another shape than
     *     {@code config.json} says, or the weights don't fit the JVM's memory
     */
    public static TransformerModel open(Path folder) {
        return open(folder, Engines.best());
    }

    /** Loads a model for one engine; makes a new one for every decoder. */
    static TransformerModel open(Path folder, Supplier<Kernels> engine) {
        ModelConfig config = ModelConfig.read(folder);
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            Footprint.of(config).requireRoom(folder);
            return new TransformerModel(
                    config, WeightsReader.read(config, checkpoint), engine, TransformerDecoder.READ);
        }
    }

    /** The same weights, with prompts read this many positions at a time. */
    TransformerModel reading(int positions) {
        return new TransformerModel(config, weights, engine, positions);
    }

    /** The same weights under another engine. */
    TransformerModel on(Supplier<Kernels> other) {
        return new TransformerModel(config, weights, other, read);
    }

    @Override
    public ModelConfig config() {
        return config;
    }

    @Override
    public String engine() {
        return engine.get().name();
    }

    @Override
    public void inputEmbedding(int token, float[] into, int at) {
        weights.embedding().row(token, into, at);
    }

    @Override
    public void outputEmbedding(int token, float[] into, int at) {
        weights.head().row(token, into, at);
    }

    @Override
    public Decoder decoder(int sequences) {
        return new TransformerDecoder(config, weights, engine.get(), sequences, read);
    }

    @Override
    public MixedDecoder mixedDecoder(int rows) {
        return new MixedTransformerDecoder(config, weights, engine.get(), rows);
    }
}
