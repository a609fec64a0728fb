package dev.hone.learn;

import java.util.random.RandomGenerator;

/**
 * How a network's outputs become an action. A "raw" action has {@link #size()} floats; {@link #toAction} turns it into one of the
 * environment's. For learning, {@link #see} is told one row of outputs, and what is asked next is about that row; so one instance is
 * for one thread.
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

    /** Looks at the outputs that begin at {@code from}. */
    void see(float[] outputs, int from);

    /** Log-probability or log-density of a raw action, in nats. */
    double logProbability(float[] raw, int from);

    /** In nats. */
    double entropy();

    /**
     * Differentiates a loss that depends on the outputs through the log-probability of a raw action and through the entropy.
     * Parameters of the distribution's own get their gradient added.
     *
     * @param byLog the loss's derivative by the log-probability
     * @param byEntropy the loss's derivative by the entropy
     * @param gradients where the derivatives by the outputs are written, from {@code to} on
     */
    void differentiate(float[] raw, int from, double byLog, double byEntropy, float[] gradients, int to);
}
