package dev.hone.reward;

import dev.hone.core.HoneException;

/** A scorer outside this process could not be reached, did not answer in time, or answered something that is no list of rewards. */
public final class ScorerFailed extends HoneException {
    /**
     * Says what went wrong.
     *
     * @param problem which scorer, and what it did
     * @param advice what to try, as a clause that follows "Maybe"
     */
    public ScorerFailed(String problem, String advice) {
        super(problem, advice);
    }

    /** With the cause, which is not shown to users. */
    public ScorerFailed(String problem, String advice, Throwable cause) {
        super(problem, advice, cause);
    }
}
