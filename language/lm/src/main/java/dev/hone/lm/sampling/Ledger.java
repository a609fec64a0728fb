package dev.hone.lm.sampling;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the samples of each query cost and how they ended, in sum: a loop that draws for days holds no more per sample than this. */
final class Ledger {
    /**
     * The sum over some samples.
     *
     * @param highest index of these samples, -1 for none
     */
    record Totals(int samples, int cut, long tokens, int highest) {
        static final Totals NONE = new Totals(0, 0, 0, -1);

        Totals plus(Map<Integer, Completion> completions) {
            Totals sum = this;
            for (Map.Entry<Integer, Completion> entry : completions.entrySet()) {
                Completion completion = entry.getValue();
                sum = new Totals(
                        sum.samples + 1,
                        sum.cut + (completion.finish() == FinishReason.LENGTH ? 1 : 0),
                        sum.tokens + completion.tokens(),
                        Math.max(sum.highest, entry.getKey()));
            }
            return sum;
        }
    }

    private final SampleStore store;
    private final Map<String, Totals> byQuery = new HashMap<>();

    Ledger(SampleStore store) {
        this.store = store;
    }

    /** Adds samples that were not in the store when the query was last looked at. */
    synchronized void add(String queryId, Map<Integer, Completion> completions) {
        byQuery.merge(queryId, Totals.NONE.plus(completions), (a, _) -> a.plus(completions));
    }

    /** Makes the sum of a query agree with the store, which is read only where it holds what is not summed yet. */
    synchronized void look(String queryId) {
        int kept = store.drawn(queryId).size();
        if (kept != byQuery.getOrDefault(queryId, Totals.NONE).samples()) {
            byQuery.put(queryId, Totals.NONE.plus(store.completions(queryId)));
        }
    }

    /** What there is of the demands, each of a query that was looked at. */
    synchronized Outcome outcome(List<Demand> demands, Optional<HoneException> stopped) {
        long wanted = 0;
        long samples = 0;
        long cut = 0;
        long tokens = 0;
        for (Demand demand : demands) {
            Totals totals = totals(demand);
            wanted += demand.samples();
            samples += totals.samples();
            cut += totals.cut();
            tokens += totals.tokens();
        }
        return new Outcome(wanted, samples, cut, tokens, stopped);
    }

    private Totals totals(Demand demand) {
        String id = demand.query().id();
        Totals all = byQuery.getOrDefault(id, Totals.NONE);
        // fewer asked for than there are: the sum says too much, the samples themselves must
        return all.highest() < demand.samples()
                ? all
                : Totals.NONE.plus(store.completions(id).headMap(demand.samples()));
    }
}
