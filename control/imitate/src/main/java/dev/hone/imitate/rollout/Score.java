package dev.hone.imitate.rollout;

import dev.hone.core.statistics.Rate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a policy did on a stream.
 *
 * @param outcomes in the order of the starts
 */
public record Score(List<Outcome> outcomes) {
    public Score {
        outcomes = List.copyOf(outcomes);
    }

    /** Solved episodes of all, with Wilson's interval. */
    public Rate rate() {
        return Rate.of(outcomes.stream().filter(Outcome::solved).count(), outcomes.size());
    }

    /** How many episodes reached each milestone. */
    public SortedMap<String, Integer> milestones() {
        SortedMap<String, Integer> reached = new TreeMap<>();
        outcomes.forEach(
                outcome -> outcome.milestones().keySet().forEach(name -> reached.merge(name, 1, Integer::sum)));
        return reached;
    }

    /** Environment steps of all episodes. */
    public long steps() {
        return outcomes.stream().mapToLong(Outcome::steps).sum();
    }
}
