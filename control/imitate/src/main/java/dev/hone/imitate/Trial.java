package dev.hone.imitate;

import dev.hone.learn.Restorable;
import dev.hone.learn.Step;
import java.util.SortedMap;

/** One environment of a task, to try it in. Not safe for two threads. */
public interface Trial extends AutoCloseable {
    /** Where the task is tried; reset and snapshots go straight to it, steps through {@link #step}. */
    Restorable environment();

    /** Forgets the milestones; the environment was reset or restored. */
    void begin();

    /**
     * Acts once and notes the milestones.
     *
     * @return whether what came out is valid; if not, the episode is void and counts as failed
     */
    boolean step(float[] action, Step step);

    /** The step at which each milestone was first seen since {@link #begin}, by name. */
    SortedMap<String, Integer> milestones();

    @Override
    void close();
}
