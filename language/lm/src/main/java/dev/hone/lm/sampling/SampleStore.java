package dev.hone.lm.sampling;

import dev.hone.core.run.Items;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunReader;
import dev.hone.lm.Completion;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Where drawn samples are kept, by query id and sample index. Safe for use by several threads. Log-probabilities aren't kept.
 */
public interface SampleStore {
    /** Keeps what one call returned: all of it or, if the process dies, nothing. No index is kept twice. */
    void commit(String queryId, SortedMap<Integer, Completion> completions);

    /** The indices of the samples kept of a query, without reading the samples. */
    SortedSet<Integer> drawn(String queryId);

    /** The samples kept of a query, by index. */
    SortedMap<Integer, Completion> completions(String queryId);

    /** Keeps samples as long as this process lives. */
    static SampleStore inMemory() {
        return new MemorySamples();
    }

    /** What a run has kept, to look at. */
    static SampleStore kept(RunReader run) {
        return new KeptSamples(StoredSamples.ranges(run.items(RunPool.SAMPLE)));
    }

    /** Keeps samples in a run, under the kind that {@link RunPool} reads. */
    static SampleStore of(Run run) {
        return of(run.items(RunPool.SAMPLE));
    }

    /** Keeps samples as items of a run. */
    static SampleStore of(Items items) {
        return new StoredSamples(items);
    }
}
