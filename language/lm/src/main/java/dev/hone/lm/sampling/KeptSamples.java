package dev.hone.lm.sampling;

import dev.hone.lm.Completion;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which samples a run has, without the samples: enough to tell what is left to draw. */
record KeptSamples(Map<String, IndexRanges> ranges) implements SampleStore {
    @Override
    public void commit(String queryId, SortedMap<Integer, Completion> completions) {
        throw new UnsupportedOperationException("nothing is drawn here");
    }

    @Override
    public SortedSet<Integer> drawn(String queryId) {
        IndexRanges known = ranges.get(queryId);
        return known == null ? new TreeSet<>() : known.indices();
    }

    @Override
    public SortedMap<Integer, Completion> completions(String queryId) {
        throw new UnsupportedOperationException("samples are not read here");
    }
}
