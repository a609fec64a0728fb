package dev.hone.lm.sampling;

import dev.hone.core.run.Items;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.StoredItems;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Queries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pool that a run's items make, finished or not: the queries in the order of their file, of each the samples there are in
 * order of their index. Queries are kept in the run too, so that what it has can be exported when their file is gone.
 */
public final class RunPool {
    /** The kind of items that hold a query each. */
    public static final String QUERY = "query";

    /** The kind of items that hold what one call returned. */
    public static final String SAMPLE = "sample";

    private RunPool() {}

    /** Keeps the queries in the run, at its start; again does nothing. */
    public static void begin(Run run, List<Query> queries) {
        Items items = run.items(QUERY);
        if (items.count() == 0) {
            Map<String, Object> values = new LinkedHashMap<>();
            queries.forEach(query -> values.put(query.id(), Queries.json(query)));
            items.putAll(values);
        }
    }

    /** The entries of all queries that have a sample, ungraded; read as they are iterated, one query at a time. */
    public static Iterable<PoolEntry> entries(RunReader run) {
        return entries(run.items(QUERY), run.items(SAMPLE));
    }

    /** The entries of all queries that have a sample, ungraded; read as they are iterated, one query at a time. */
    public static Iterable<PoolEntry> entries(Run run) {
        return entries(run.items(QUERY), run.items(SAMPLE));
    }

    private static Iterable<PoolEntry> entries(StoredItems queries, StoredItems samples) {
        return () -> {
            var ranges = StoredSamples.ranges(samples);
            return queries.stream()
                    .map(item -> Queries.query("item " + item.id(), item.value()))
                    .filter(query -> ranges.containsKey(query.id()))
                    .map(query -> entry(query, samples, ranges.getOrDefault(query.id(), new TreeMap<>())))
                    .iterator();
        };
    }

    private static PoolEntry entry(Query query, StoredItems samples, Map<Integer, Integer> ranges) {
        List<Sample> all =
                List.copyOf(StoredSamples.read(samples, query.id(), ranges).values());
        return PoolEntry.of(query, all);
    }
}
