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

    private final SharedBudget budget;
    private final BestSoFarTable table;
    private final Grades grades;
    private final long total;
    private final int queries;

    /**
     * @param total samples of all queries together
     * @param cap most samples of one query
     */
    SharedDraws(BestSoFarTable table, Grades grades, int queries, long total, int cap) {
        this.table = table;
        this.grades = grades;
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
        budget.drew(query, table.worth(samples.size(), grades.best(query, samples)));
    }
}
