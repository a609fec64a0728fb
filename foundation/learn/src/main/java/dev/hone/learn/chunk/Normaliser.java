package dev.hone.learn.chunk;

import dev.hone.learn.Space;

/**
 * Numbers from fixed ranges to [-1, 1] and back. A number whose range is a single value becomes 0. What lies outside its range becomes
 * up to 3 in size, so that one broken sensor can't swamp a network (as in ResiP).
 */
public final class Normaliser {
    private static final float MOST = 3;

    private final float[] middle;
    private final float[] half;

    /**
     * For values of that box.
     *
     * @throws IllegalArgumentException if one of its ends is infinite
     */
    public Normaliser(Space.Box ranges) {
        if (!ranges.bounded()) {
            throw new IllegalArgumentException("a range without an end: " + ranges);
        }
        middle = new float[ranges.size()];
        half = new float[ranges.size()];
        for (int i = 0; i < middle.length; i++) {
            middle[i] = (ranges.low(i) + ranges.high(i)) / 2;
            half[i] = (ranges.high(i) - ranges.low(i)) / 2;
        }
    }

    /** How many numbers a value has. */
    public int size() {
        return middle.length;
    }

    /** Writes the normalised value of the one that begins at {@code from}. */
    public void apply(float[] values, int from, float[] to, int at) {
        for (int i = 0; i < middle.length; i++) {
            to[at + i] = apply(values[from + i], i);
        }
    }

    /** One number of a value, normalised. */
    float apply(float number, int i) {
        return half[i] > 0 ? Math.clamp((number - middle[i]) / half[i], -MOST, MOST) : 0;
    }

    /** The way back, for normalised values within [-1, 1]. */
    public void invert(float[] normalised, int from, float[] to, int at) {
        for (int i = 0; i < middle.length; i++) {
            to[at + i] = middle[i] + half[i] * normalised[from + i];
        }
    }
}
