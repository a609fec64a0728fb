package dev.hone.learn;

/**
 * Something that is acted in, one step at a time; Gymnasium's contract. An episode begins with {@link #reset}, and a step
 * after its end is an error. Everything random in an episode follows from the seed of its reset and from the actions.
 * Not safe for use by two threads at once. {@link EnvironmentChecker} tests all of this.
 */
public interface Environment extends AutoCloseable {
    /** A short name: lower case, words joined by hyphens. */
    String name();

    Space observations();

    Space actions();

    /** Begins an episode and writes its first observation, of {@code observations().size()} floats. */
    void reset(long seed, float[] observation);

    /**
     * Acts once.
     *
     * @param action a value of {@link #actions()}; real numbers outside their ends are clipped by the environment
     * @param step filled by this call
     */
    void step(float[] action, Step step);

    /** Gives back what it holds outside of Java; most hold nothing. */
    @Override
    default void close() {}
}
