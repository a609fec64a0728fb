package dev.hone.guide;

/** Says what it would do in the present state of its environment. */
@FunctionalInterface
public interface Teacher {
    /**
     * Least log-probability a teacher gives: a teacher that is certain would give the others minus infinity, and one such
     * value destroys every average it enters.
     */
    double LEAST = -18;

    /** Writes the log-probability of each action, in nats, from {@link #LEAST} to 0. */
    void logProbabilities(double[] into);

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
