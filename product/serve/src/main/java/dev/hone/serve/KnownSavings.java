package dev.hone.serve;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The saving of each name, computed anew only when enough was served since that it may look different: the page asks every two
 * seconds, and each answer resamples thousands of requests hundreds of times. Safe for use by several threads.
 */
final class KnownSavings {
    private static final double SHARE = .05;
    private static final int FEWEST = 20;
    private static final Seeds SEEDS = Seeds.of(0);

    /** A saving as it was when so many requests had come. */
    private record Known(long requests, Interval saving) {
        boolean stillServes(long now) {
            return now <= requests * (1 + SHARE) + FEWEST;
        }
    }

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** The saving of a name; as old as the last twentieth of its requests and 20 more, at most. */
    Interval of(String name, NameTally.Counts count) {
        Known last = known.get(name);
        if (last == null || !last.stillServes(count.requests())) {
            last = new Known(count.requests(), Saving.of(count.explored(), count.planned(), SEEDS));
            known.put(name, last);
        }
        return last.saving();
    }

    /** Forgets all names but these. */
    void keepOnly(Set<String> names) {
        known.keySet().retainAll(names);
    }
}
