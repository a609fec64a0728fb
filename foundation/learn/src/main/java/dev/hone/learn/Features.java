package dev.hone.learn;

import java.util.Arrays;

/** Observations as a network takes them: numbers as they are, a choice as a vector with a 1 at its place. */
public final class Features {
    private Features() {}

    /** How many numbers an observation becomes. */
    public static int width(Space space) {
        return switch (space) {
            case Space.Discrete discrete -> discrete.count();
            case Space.Box box -> box.size();
        };
    }

    /** Writes the features of the observation that begins at {@code from}. */
    public static void write(Space space, float[] observations, int from, float[] features, int to) {
        switch (space) {
            case Space.Discrete discrete -> {
                Arrays.fill(features, to, to + discrete.count(), 0);
                features[to + (int) observations[from]] = 1;
            }
            case Space.Box box -> System.arraycopy(observations, from, features, to, box.size());
        }
    }
}
