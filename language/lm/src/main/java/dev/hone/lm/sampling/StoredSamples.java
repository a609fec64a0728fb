package dev.hone.lm.sampling;

import dev.hone.core.run.Items;
import dev.hone.core.run.StoredItems;
import dev.hone.lm.Completion;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Samples as items of a run: one item for each unbroken range of indices that a call returned, with the id
 * {@code query#first-last}. So the ids alone tell which samples there are, and a resumed run reads no sample to find out.
 */
final class StoredSamples implements SampleStore {
    private final Items items;
    private final Map<String, IndexRanges> ranges;

    StoredSamples(Items items) {
        this.items = items;
        this.ranges = ranges(items);
    }

    @Override
    public synchronized void commit(String queryId, SortedMap<Integer, Completion> completions) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        IndexRanges known = rangesOf(queryId);
        List<Sample> range = new ArrayList<>();
        for (var entry : completions.entrySet()) {
            int index = entry.getKey();
            range.add(Sample.of(entry.getValue()));
            if (!completions.containsKey(index + 1)) {
                int first = index + 1 - range.size();
                values.put(queryId + "#" + first + "-" + index, Pool.json(new Arm(range, OptionalDouble.empty())));
                known = known.with(first, index);
                range.clear();
            }
        }
        items.putAll(values);
        ranges.put(queryId, known);
    }

    @Override
    public SortedSet<Integer> drawn(String queryId) {
        return rangesOf(queryId).indices();
    }

    @Override
    public SortedMap<Integer, Completion> completions(String queryId) {
        SortedMap<Integer, Completion> completions = new TreeMap<>();
        read(items, queryId, rangesOf(queryId)).forEach((index, sample) -> completions.put(index, sample.completion()));
        return completions;
    }

    private IndexRanges rangesOf(String queryId) {
        return ranges.getOrDefault(queryId, IndexRanges.NONE);
    }

    /** The indices that are kept, by query id. */
    static Map<String, IndexRanges> ranges(StoredItems items) {
        Map<String, IndexRanges> ranges = new ConcurrentHashMap<>();
        for (String id : items.ids()) {
            int hash = id.lastIndexOf('#');
            int dash = id.lastIndexOf('-');
            int first = Integer.parseInt(id.substring(hash + 1, dash));
            int last = Integer.parseInt(id.substring(dash + 1));
            ranges.merge(id.substring(0, hash), IndexRanges.NONE.with(first, last), (a, _) -> a.with(first, last));
        }
        return ranges;
    }

    /** The samples of a query's ranges, by index. */
    static SortedMap<Integer, Sample> read(StoredItems items, String queryId, IndexRanges ranges) {
        SortedMap<Integer, Sample> samples = new TreeMap<>();
        ranges.forEach((first, last) -> {
            String id = queryId + "#" + first + "-" + last;
            JsonNode value = items.get(id).orElseThrow();
            int index = first;
            for (Sample sample : Pool.arm("item " + id, value).samples()) {
                samples.put(index++, sample);
            }
        });
        return samples;
    }
}
