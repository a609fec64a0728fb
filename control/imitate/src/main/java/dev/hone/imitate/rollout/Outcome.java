package dev.hone.imitate.rollout;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one roll-out went.
 *
 * @param index of its start in the stream
 * @param solved whether the task was solved
 * @param steps environment steps taken
 * @param milestones the step at which each milestone was first seen, by name
 */
public record Outcome(int index, boolean solved, int steps, SortedMap<String, Integer> milestones) {
    public Outcome {
        milestones = Collections.unmodifiableSortedMap(new TreeMap<>(milestones));
    }
}
