package dev.hone.steer.head;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of values that can be learnt. */
public enum Head {
    /** The expected reward after each token: {@link QValue}. */
    Q,

    /** How the reward is distributed after each token: {@link DistributionValue}. */
    DISTRIBUTIONAL,

    /** A network of its own that reads the text with each candidate: {@link dev.hone.steer.candidate.CandidateValue}. */
    CANDIDATE;

    /**
     * A kind by its name.
     *
     * @throws HoneException if there is none of this name
     */
    public static Head of(String name) {
        List<String> names = Arrays.stream(values()).map(Head::toString).toList();
        return Arrays.stream(values())
                .filter(head -> head.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new HoneException(
                        "There is no head '" + name + "'.",
                        Nearest.of(name, names)
                                .map(near -> "you mean '" + near + "'")
                                .orElse("it is one of " + names)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
