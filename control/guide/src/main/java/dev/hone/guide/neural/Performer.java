package dev.hone.guide.neural;

import java.util.random.RandomGenerator;

/** A policy at work in an episode of its training: draws its actions. */
public interface Performer {
    /** Forgets: a new episode begins. */
    void begin();

    /**
     * Draws a raw action.
     *
     * @param features of the observation, and the teacher's advice behind them, which a student doesn't look at
     */
    void act(float[] features, RandomGenerator random, float[] raw);

    /** Hears what was really done, by this performer or at random. */
    void did(float[] raw);
}
