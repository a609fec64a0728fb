package dev.hone.steer.fit;

import dev.hone.core.HoneException;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Samples of the same prompts by a frozen model and then by led ones, to be learnt from together. */
public final class Rounds {
    private Rounds() {}

    /**
     * One pool, in which each prompt has the samples of all rounds. So a prompt that is held out is held out in all of them.
     *
     * @param rounds at least one
     * @throws HoneException if two rounds have different prompts under one id, or a round has samples of several models
     */
    public static Pool together(List<Pool> rounds) {
        if (rounds.size() == 1) {
            return rounds.getFirst();
        }
        Map<String, Query> queries = new LinkedHashMap<>();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (Pool round : rounds) {
            for (PoolEntry entry : round.entries()) {
                Query query = entry.query();
                Query first = queries.computeIfAbsent(query.id(), _ -> query);
                if (!first.messages().equals(query.messages())) {
                    throw new HoneException(
                            round.source() + ": the query '" + query.id() + "' has another prompt than in "
                                    + rounds.getFirst().source() + ".",
                            "draw all rounds from one file of prompts");
                }
                if (entry.arms().size() != 1) {
                    throw new HoneException(
                            round.source() + ": the query '" + query.id() + "' has samples of "
                                    + entry.arms().size() + " arms.",
                            "draw them with 'hone steer sample'");
                }
                List<Sample> all = samples.computeIfAbsent(query.id(), _ -> new ArrayList<>());
                entry.arms().values().forEach(arm -> all.addAll(arm.samples()));
            }
        }
        List<PoolEntry> entries = new ArrayList<>();
        queries.forEach((id, query) -> entries.add(PoolEntry.of(query, samples.getOrDefault(id, List.of()))));
        return new Pool(rounds.stream().map(Pool::source).collect(Collectors.joining(" and ")), entries);
    }
}
