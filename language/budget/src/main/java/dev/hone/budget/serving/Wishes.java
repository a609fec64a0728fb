package dev.hone.budget.serving;

import java.util.Optional;

/**
 * What a client asks for beside the prompt.
 *
 * @param candidates to return, at least 1; at least as many are drawn
 * @param stop whether drawing may end early where further samples can't help; absent: where it is known that they can't, which
 *     for a reward of unknown scale the client must say
 * @param tools whether samples may call tools, which a reward for texts can't grade
 */
public record Wishes(int candidates, Optional<Boolean> stop, boolean tools) {
    public Wishes {
        if (candidates < 1) {
            throw new IllegalArgumentException(candidates + " candidates");
        }
    }

    /** So many candidates, and nothing unusual. */
    public static Wishes of(int candidates) {
        return new Wishes(candidates, Optional.empty(), false);
    }
}
