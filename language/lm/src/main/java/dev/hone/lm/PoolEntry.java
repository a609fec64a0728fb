package dev.hone.lm;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A query and what was sampled for it, by arm (a model or a way of decoding). A pool of one unnamed arm uses
 * {@link #SINGLE}. An arm that is missing was not measured, which is not the same as zero.
 *
 * @param explored of a server's record, whether all samples were drawn whatever the plan said: where sampling stopped by what it
 *     saw, the samples say with bias what further ones are worth; absent in other pools
 * @param time when it was answered, where a server recorded that
 */
public record PoolEntry(Query query, Map<String, Arm> arms, Optional<Boolean> explored, Optional<Instant> time) {
    /** The name of the only arm of a pool that names none. */
    public static final String SINGLE = "";

    /**
     * What was measured of one arm.
     *
     * @param tokens mean output tokens of one answer, where only that is known
     * @param grader the reward that graded the samples, by its name, where that is known
     */
    public record Arm(List<Sample> samples, OptionalDouble tokens, Optional<String> grader) {
        public Arm {
            samples = List.copyOf(samples);
        }

        /** An arm of which it is not known what graded it, if anything did. */
        public Arm(List<Sample> samples, OptionalDouble tokens) {
            this(samples, tokens, Optional.empty());
        }

        /** Rewards in order of the samples; throws {@code NoSuchElementException} if one is ungraded. */
        public double[] rewards() {
            return samples.stream().mapToDouble(s -> s.reward().orElseThrow()).toArray();
        }

        /** Mean output tokens of one answer: as recorded, or from the samples if all of them say how long they are. */
        public OptionalDouble meanTokens() {
            if (tokens.isPresent()) {
                return tokens;
            }
            List<OptionalInt> counts = samples.stream().map(Sample::tokens).toList();
            return counts.stream().allMatch(OptionalInt::isPresent)
                    ? counts.stream().mapToInt(OptionalInt::getAsInt).average()
                    : OptionalDouble.empty();
        }

        public boolean graded() {
            return !samples.isEmpty()
                    && samples.stream().allMatch(s -> s.reward().isPresent());
        }
    }

    /** An entry whose samples were all meant to be drawn. */
    public PoolEntry(Query query, Map<String, Arm> arms) {
        this(query, arms, Optional.empty(), Optional.empty());
    }

    /** The same of another query, or of this one with another reference. */
    public PoolEntry withQuery(Query other) {
        return new PoolEntry(other, arms, explored, time);
    }

    public PoolEntry {
        arms = Collections.unmodifiableMap(new TreeMap<>(arms));
    }

    /** A query with one unnamed arm. */
    public static PoolEntry of(Query query, List<Sample> samples) {
        return new PoolEntry(query, Map.of(SINGLE, new Arm(samples, OptionalDouble.empty())));
    }

    /** The same, graded by a reward of this name. */
    public PoolEntry gradedBy(String reward) {
        Map<String, Arm> named = new TreeMap<>();
        arms.forEach((name, arm) -> named.put(name, new Arm(arm.samples(), arm.tokens(), Optional.of(reward))));
        return new PoolEntry(query, named, explored, time);
    }

    /** What was measured of an arm, or empty if it was not. */
    public Optional<Arm> arm(String name) {
        return Optional.ofNullable(arms.get(name));
    }
}
