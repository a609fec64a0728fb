package dev.hone.learn.sac;

import java.util.random.RandomGenerator;

/**
 * What differs between real-valued actions and choices. Letters: n steps of a batch, alpha the temperature. A form holds the batch
 * that it looked at last, so it is for one thread.
 */
sealed interface SoftForm permits SquashedGaussian, Choices {
    /** How many floats a raw action has. */
    int size();

    /** How many outputs the actor has. */
    int outputs();

    /** How many numbers a critic reads and gives. */
    int criticInputs(int width);

    int criticOutputs();

    /** The entropy that the temperature holds the policy to, in nats. */
    double targetEntropy(double setting);

    /** Draws a raw action from the actor's outputs. */
    void sample(float[] outputs, RandomGenerator random, float[] raw, int to);

    /** Draws a raw action that knows nothing. */
    void explore(RandomGenerator random, float[] raw, int to);

    /** Writes the environment's action for a raw one. */
    void toAction(float[] raw, int from, float[] action, int to);

    /** What a critic reads to value these raw actions, [n][criticInputs]; valid until the next call. */
    float[] inputs(float[] features, float[] actions, int n);

    /** Which of a critic's outputs is the value of step i's action. */
    int output(float[] actions, int i);

    /**
     * Sees what the policy does in n places: an action drawn in each, or all of them with their probabilities.
     *
     * @param outputs the actor's, a row each {@code stride} floats
     */
    void plan(float[] outputs, int stride, int n, RandomGenerator random);

    /** Writes the plan's expected {@code min(Q1, Q2) - alpha log pi} in each place, [n]. */
    void softValues(float[] features, TwinCritics critics, double alpha, float[] to);

    /** The mean over the plan's places of the expected {@code log pi}. */
    double meanLogProbability();

    /**
     * Writes the gradient of minus the mean soft value, as {@link #softValues} just computed it, by the actor's outputs. The
     * critics' parameters get no gradient.
     */
    void differentiate(TwinCritics critics, double alpha, float[] gradients, int stride);
}
