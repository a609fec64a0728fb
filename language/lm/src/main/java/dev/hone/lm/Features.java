package dev.hone.lm;

import java.util.List;
import java.util.Optional;

/** Turns queries into vectors for a predictor: a sentence embedding, or a local model's hidden state. Thread-safe. */
public interface Features extends AutoCloseable {
    /** What the vectors are, for example {@code minilm} or {@code hidden:arithmetic}; an artefact is bound to it. */
    String name();

    /** Length of every vector. */
    int dimension();

    /** One vector per query, in order. [queries][dimension] */
    float[][] of(List<Query> queries);

    /** How the same model sees samples, if it can look at them. */
    default Optional<SampleFeatures> samples() {
        return Optional.empty();
    }

    /** Frees what was opened to compute them, for example a model of their own; nothing else may be asked of them then. */
    @Override
    default void close() {}
}
