package dev.hone.lm.sampling;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the samples of one model cost and how they ended, by query and index, without their texts. */
final class Ledger {
    private record Cost(int tokens, boolean cut) {}

    private final Map<String, SortedMap<Integer, Cost>> costs = new HashMap<>();

    synchronized void note(String queryId, Map<Integer, Completion> completions) {
        SortedMap<Integer, Cost> known = costs.computeIfAbsent(queryId, _ -> new TreeMap<>());
        completions.forEach((index, completion) ->
                known.put(index, new Cost(completion.tokens(), completion.finish() == FinishReason.LENGTH)));
    }

    synchronized boolean knows(String queryId, int index) {
        return costs.getOrDefault(queryId, new TreeMap<>()).containsKey(index);
    }

    /** What there is of the demands. */
    synchronized Outcome outcome(List<Demand> demands, Optional<HoneException> stopped) {
        long wanted = 0;
        long samples = 0;
        long cut = 0;
        long tokens = 0;
        for (Demand demand : demands) {
            wanted += demand.samples();
            var known = costs.getOrDefault(demand.query().id(), new TreeMap<>()).headMap(demand.samples());
            samples += known.size();
            for (Cost cost : known.values()) {
                cut += cost.cut() ? 1 : 0;
                tokens += cost.tokens();
            }
        }
        return new Outcome(wanted, samples, cut, tokens, stopped);
    }
}
