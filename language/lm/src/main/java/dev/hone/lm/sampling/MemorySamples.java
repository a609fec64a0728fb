package dev.hone.lm.sampling;

import dev.hone.lm.Completion;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Samples of this process alone. */
final class MemorySamples implements SampleStore {
    private final Map<String, SortedMap<Integer, Completion>> samples = new ConcurrentHashMap<>();

    @Override
    public void commit(String queryId, SortedMap<Integer, Completion> completions) {
        samples.computeIfAbsent(queryId, _ -> new ConcurrentSkipListMap<>()).putAll(completions);
    }

    @Override
    public SortedSet<Integer> drawn(String queryId) {
        return new TreeSet<>(completions(queryId).keySet());
    }

    @Override
    public SortedMap<Integer, Completion> completions(String queryId) {
        return new TreeMap<>(samples.getOrDefault(queryId, new TreeMap<>()));
    }
}
