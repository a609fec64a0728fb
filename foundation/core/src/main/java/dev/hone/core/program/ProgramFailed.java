package dev.hone.core.program;

import dev.hone.core.HoneException;

/** A user's program could not be started, ended, did not answer in time, or answered something else than it should. */
public final class ProgramFailed extends HoneException {
    /**
     * Says what went wrong.
     *
     * @param problem which program, and what it did
     * @param advice what to try, as a clause that follows "Maybe"
     */
    public ProgramFailed(String problem, String advice) {
        super(problem, advice);
    }

    /** With the cause, which is not shown to users. */
    public ProgramFailed(String problem, String advice, Throwable cause) {
        super(problem, advice, cause);
    }
}
