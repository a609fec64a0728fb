package dev.hone.budget.evidence;

import dev.hone.lm.Completion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A batch draws from one budget: each round those whose next sample is worth most, an eighth of the queries that are still
 * waiting, so that calls can run side by side. The first round gives everyone a sample.
 */
final class SharedDraws implements DrawRule {
    private static final int PARTS = 8;

    /** What the samples of a query tell about its next one. */
    @FunctionalInterface
    interface Next {
        /** Worth of the query's next sample; 0 or less: nothing. */
        double after(int query, List<Completion> samples);
    }

    private final SharedBudget budget;
    private final Next worth;
    private final long total;
    private final int queries;

    /**
     * @param total samples of all queries together
     * @param cap most samples of one query
     */
    SharedDraws(Next worth, int queries, long total, int cap) {
        this.worth = worth;
        this.queries = queries;
        this.total = total;
        budget = new SharedBudget(queries, cap);
    }

    @Override
    public SequencedMap<Integer, Integer> next() {
        SequencedMap<Integer, Integer> round = new LinkedHashMap<>();
        int width = budget.spent() == 0 ? queries : Math.ceilDiv(budget.waiting(), PARTS);
        while (round.size() < width && budget.spent() + round.size() < total) {
            int query = budget.take();
            if (query < 0) {
                break;
            }
            round.put(query, budget.drawn(query) + 1);
        }
        return round;
    }

    @Override
    public void show(int query, List<Completion> samples) {
        budget.drew(query, worth.after(query, samples));
    }
}
