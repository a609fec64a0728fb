package dev.hone.learn.sac;

import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/** What differs between real-valued actions and choices. Letters: n steps of a batch, alpha the temperature. */
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

    /** A critic's values of the steps' own actions, [n]. */
    Tensor valueOfActions(Critic critic, Tensor features, Tensor actions);

    /** What the policy does in n places: an action drawn, or all of them with their probabilities. */
    Plan plan(Tensor outputs, RandomGenerator random);

    /** A policy in n places, differentiable by the actor's outputs. */
    interface Plan {
        /** Expected {@code min(Q1, Q2) - alpha log pi}, [n]. */
        Tensor softValue(Tensor features, TwinCritics critics, double alpha);

        /** Expected {@code log pi}, [n]. */
        Tensor logProbability();
    }

    /** One critic: [n, criticInputs] to [n, criticOutputs]. */
    interface Critic {
        Tensor value(Tensor inputs);
    }
}
