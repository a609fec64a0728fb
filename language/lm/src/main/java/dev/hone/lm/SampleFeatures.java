package dev.hone.lm;

import java.util.List;

/** Turns samples into vectors that say what can be seen of them without any reward. Thread-safe. */
public interface SampleFeatures {
    /** What the vectors are, for example {@code answer:arithmetic}; an artefact is bound to it. */
    String name();

    /** Length of every vector. */
    int dimension();

    /** Whether a sample holds what is read: its token ids, for example. */
    boolean reads(Sample sample);

    /**
     * One vector per sample, in order. Equal samples have equal vectors and cost once.
     *
     * @param query that all the samples answer
     * @param samples each of which {@link #reads} accepts
     * @return [samples][dimension]
     * @throws dev.hone.core.HoneException if a sample can't be one of the model that looks at it
     */
    float[][] of(Query query, List<Sample> samples);
}
