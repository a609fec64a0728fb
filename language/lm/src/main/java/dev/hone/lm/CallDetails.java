package dev.hone.lm;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What served models say of their calls beside the two counts of tokens; summed over calls by {@link #plus}, in any order.
 *
 * @param usage further counts by their place in the API's usage object, such as {@code prompt_tokens_details.cached_tokens}
 * @param fingerprints of the systems that answered
 */
public record CallDetails(SortedMap<String, Long> usage, SortedSet<String> fingerprints) {
    /** Of no call, or of a model that says nothing. */
    public static final CallDetails NONE = new CallDetails(Collections.emptySortedMap(), Collections.emptySortedSet());

    public CallDetails {
        usage = Collections.unmodifiableSortedMap(new TreeMap<>(usage));
        fingerprints = Collections.unmodifiableSortedSet(new TreeSet<>(fingerprints));
    }

    /** Of these calls and those. */
    public CallDetails plus(CallDetails other) {
        SortedMap<String, Long> sums = new TreeMap<>(usage);
        other.usage.forEach((place, count) -> sums.merge(place, count, Long::sum));
        SortedSet<String> all = new TreeSet<>(fingerprints);
        all.addAll(other.fingerprints);
        return new CallDetails(sums, all);
    }

    /** The system that answered, where it was the same for all calls that name one. */
    public Optional<String> fingerprint() {
        return fingerprints.size() == 1 ? Optional.of(fingerprints.getFirst()) : Optional.empty();
    }
}
