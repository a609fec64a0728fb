package dev.hone.budget.evidence;

import dev.hone.lm.Completion;
import java.util.List;
import java.util.SequencedMap;

/**
 * Decides while samples come in how many are drawn of each query. It is asked in rounds: which queries shall have how many
 * samples by the end of the round, then shown the samples, and so on until nobody draws. What it says depends on the samples and
 * on nothing else, neither on time nor on threads, so a run that was killed says the same again.
 */
public interface DrawRule {
    /** Queries that draw in the next round, and how many samples each shall have at its end; empty when all are done. */
    SequencedMap<Integer, Integer> next();

    /**
     * Shows what a round brought for one of its queries.
     *
     * @param query its number in the batch
     * @param samples all of its samples so far, as many as were asked for
     */
    void show(int query, List<Completion> samples);
}
