package dev.hone.learn;

import java.util.random.RandomGenerator;

/** Observation in, action or chunk of actions out. May remember what it saw since {@link #begin}; not safe for two threads. */
public interface Policy {
    Space observations();

    Space actions();

    /** How many actions one call gives, to be done in a row; at least 1. */
    default int chunk() {
        return 1;
    }

    /** Forgets: a new episode begins. */
    default void begin() {}

    /**
     * Decides.
     *
     * @param random where a policy that draws takes its randomness from
     * @param actions written: {@link #chunk()} values of {@link #actions()} one after the other
     */
    void act(float[] observation, RandomGenerator random, float[] actions);
}
