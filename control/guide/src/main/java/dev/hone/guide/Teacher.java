package dev.hone.guide;

import dev.hone.learn.Space;

/** Says what it would do in the present state of its environment. */
@FunctionalInterface
public interface Teacher extends AutoCloseable {
    /**
     * Least log-probability a teacher gives: a teacher that is certain would give the others minus infinity, and one such
     * value destroys every average it enters.
     */
    double LEAST = -18;

    /**
     * Writes its advice. Among choices: the log-probability of each, in nats, from {@link #LEAST} to 0. For real numbers: the mean of
     * each, in the action's unit, then the logarithm of the deviation of each.
     */
    void advise(double[] into);

    /** Gives back what it holds outside of Java; most hold nothing. */
    @Override
    default void close() {}

    /** How many numbers an advice has. */
    static int size(Space actions) {
        return switch (actions) {
            case Space.Discrete discrete -> discrete.count();
            case Space.Box box -> 2 * box.size();
        };
    }

    /** Writes the log-probabilities of a choice among equally good actions. */
    static void among(boolean[] good, double[] into) {
        int count = 0;
        for (boolean each : good) {
            count += each ? 1 : 0;
        }
        if (count == 0) {
            throw new IllegalArgumentException("a teacher that would do nothing");
        }
        for (int a = 0; a < good.length; a++) {
            into[a] = good[a] ? Math.log(1.0 / count) : LEAST;
        }
    }
}
