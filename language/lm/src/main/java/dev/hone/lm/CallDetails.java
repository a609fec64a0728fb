package dev.hone.lm;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What served models say of their calls beside the two counts of tokens; summed over calls by {@link #plus}, in any order.
 *
 * @param usage further counts by their place in the API's usage object, such as {@code prompt_tokens_details.cached_tokens}
 * @param fingerprints of the systems that answered
 */
public record CallDetails(SortedMap<String, Long> usage, Set<String> fingerprints) {
    /** Of no call, or of a model that says nothing. */
    public static final CallDetails NONE = new CallDetails(Collections.emptySortedMap(), Set.of());

    public CallDetails {
        usage = Collections.unmodifiableSortedMap(new TreeMap<>(usage));
        fingerprints = Set.copyOf(fingerprints);
    }

    /** Of these calls and those. */
    public CallDetails plus(CallDetails other) {
        SortedMap<String, Long> sums = new TreeMap<>(usage);
        other.usage.forEach((place, count) -> sums.merge(place, count, Long::sum));
        Set<String> all = new HashSet<>(fingerprints);
        all.addAll(other.fingerprints);
        return new CallDetails(sums, all);
    }

    /** The system that answered, where it was the same for all calls that name one. */
    public Optional<String> fingerprint() {
        return fingerprints.size() == 1 ? fingerprints.stream().findFirst() : Optional.empty();
    }
}
