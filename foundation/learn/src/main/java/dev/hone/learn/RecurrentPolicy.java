package dev.hone.learn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The likeliest choice of a network that remembers what it saw and did since {@link #begin}. Each step it sees the features of the
 * observation and, as zeros and a one, its last choice. Draws nothing. Not safe for two threads.
 */
public final class RecurrentPolicy implements Policy {
    private final Space observations;
    private final Space.Discrete actions;
    private final PlainRecurrent network;
    private final float[] seen;
    private final int width;

    /** A policy that acts with this very network, as it is at each call. */
    public RecurrentPolicy(Space observations, Space.Discrete actions, PlainRecurrent network) {
        this.observations = observations;
        this.actions = actions;
        this.network = network;
        width = Features.width(observations);
        seen = new float[width + actions.count()];
        if (network.shape().in() != seen.length || network.shape().out() != actions.count()) {
            throw new IllegalArgumentException(
                    "a network of " + network.shape() + " for " + observations + " and " + actions);
        }
    }

    @Override
    public Space observations() {
        return observations;
    }

    @Override
    public Space.Discrete actions() {
        return actions;
    }

    PlainRecurrent network() {
        return network;
    }

    @Override
    public void begin() {
        network.begin();
        Arrays.fill(seen, width, seen.length, 0);
    }

    @Override
    public void act(float[] observation, RandomGenerator random, float[] action) {
        Features.write(observations, observation, 0, seen, 0);
        int choice = Categorical.best(network.forward(seen));
        Arrays.fill(seen, width, seen.length, 0);
        seen[width + choice] = 1;
        action[0] = choice;
    }
}
