package dev.hone.lm;

import dev.hone.core.HoneException;

/**
 * A model makes no further call because a limit that the user set is reached: calls, tokens or money. Not a failure: sampling
 * stops cleanly, keeps what it has and can be resumed under a higher limit.
 */
public final class LimitReached extends HoneException {
    /**
     * Names the limit.
     *
     * @param problem which limit, its value and what was used of it
     * @param advice how to go on, as a clause that follows "Maybe"
     */
    public LimitReached(String problem, String advice) {
        super(problem, advice);
    }
}
