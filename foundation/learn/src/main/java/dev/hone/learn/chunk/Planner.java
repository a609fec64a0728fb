package dev.hone.learn.chunk;

import java.util.random.RandomGenerator;

/** Plans a normalised chunk from a normalised observation. May remember its last plan; not safe for two threads. */
public interface Planner {
    /** Forgets: a new episode begins. */
    default void begin() {}

    /**
     * Plans.
     *
     * @param condition the normalised observation
     * @param chunk written, within [-1, 1] where the plan is sound [horizon * action]
     */
    void plan(float[] condition, RandomGenerator random, float[] chunk);
}
