package dev.hone.core;

/**
 * An error that a person can act on: what was wrong, with the value and the place, and what to do about it.
 *
 * <p>Its message has two lines; the second begins with "Maybe". The command line prints both and exits with
 * {@link #exitCode()}; nothing else in Hone ends the process.
 */
public class HoneException extends RuntimeException {
    private final String problem;
    private final String advice;

    /**
     * @param problem one line: what is wrong, which value, which file and line
     * @param advice what to try, as a clause that follows "Maybe", without the full stop: "fit a new predictor"
     */
    public HoneException(String problem, String advice) {
        super(problem);
        this.problem = problem;
        this.advice = advice;
    }

    public HoneException(String problem, String advice, Throwable cause) {
        super(problem, cause);
        this.problem = problem;
        this.advice = advice;
    }

    /** Both lines; never null. */
    @Override
    public String getMessage() {
        return problem + "\nMaybe " + advice + ".";
    }

    public String problem() {
        return problem;
    }

    public String advice() {
        return advice;
    }

    /** The process's exit code when this error ends a command; never 0. */
    public int exitCode() {
        return 1;
    }
}
