package dev.hone.learn;

import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * How a network's outputs become an action: in plain Java for acting, in tensors for learning. Both sides see a "raw" action of
 * {@link #size()} floats; {@link #toAction} turns it into one of the environment's.
 */
public sealed interface ActionDistribution permits Categorical, DiagonalGaussian {
    /** How many outputs it reads. */
    int outputs();

    /** How many floats a raw action has. */
    int size();

    /**
     * Draws a raw action.
     *
     * @return its log-probability or log-density, in nats
     */
    double sample(float[] outputs, RandomGenerator random, float[] raw, int to);

    /** Writes the environment's action for a raw one. */
    void toAction(float[] raw, int from, float[] action, int to);

    /** [n, outputs] and raw actions [n, size] to log-probabilities [n]. */
    Tensor logProbabilities(Tensor outputs, Tensor raw);

    /** [n, outputs] to entropies [n], in nats. */
    Tensor entropies(Tensor outputs);
}
