package dev.hone.budget.serving;

/**
 * What a client asks for beside the prompt.
 *
 * @param candidates to return, at least 1; at least as many are drawn
 * @param tools whether samples may call tools, which a reward for texts can't grade
 */
public record Wishes(int candidates, boolean tools) {
    public Wishes {
        if (candidates < 1) {
            throw new IllegalArgumentException(candidates + " candidates");
        }
    }

    /** So many candidates, and nothing unusual. */
    public static Wishes of(int candidates) {
        return new Wishes(candidates, false);
    }
}
