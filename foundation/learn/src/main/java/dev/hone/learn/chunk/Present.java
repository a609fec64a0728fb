package dev.hone.learn.chunk;

/**
 * The plan of staying where one is: each action asks for what the observation shows already. A network that guesses chunks says how they
 * depart from it, because where the hand is can be read to the tenth of a millimetre, and a network that must say it anew cannot: few
 * demonstrations leave millimetres of error, more than an insertion forgives.
 */
public final class Present {
    private final int[] at;

    /** @param at for each number of an action, where that number stands in an encoded observation; -1 for those that start from 0 */
    Present(int[] at) {
        this.at = at;
    }

    /** Adds the plan of staying to a chunk, in place. */
    void add(float[] seen, float[] chunk) {
        for (int i = 0; i < chunk.length; i += at.length) {
            for (int k = 0; k < at.length; k++) {
                chunk[i + k] += at[k] < 0 ? 0 : seen[at[k]];
            }
        }
    }

    /**
     * Turns chunks into departures from staying, in place.
     *
     * @param seen holds the encoded observation from {@code from} on
     * @param chunks hold one of {@code size} numbers from {@code chunk} on
     */
    public void subtract(float[] seen, int from, float[] chunks, int chunk, int size) {
        for (int i = 0; i < size; i += at.length) {
            for (int k = 0; k < at.length; k++) {
                chunks[chunk + i + k] -= at[k] < 0 ? 0 : seen[from + at[k]];
            }
        }
    }
}
