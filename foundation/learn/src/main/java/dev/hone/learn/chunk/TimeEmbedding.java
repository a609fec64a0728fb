package dev.hone.learn.chunk;

/** A time of the noise schedule as sines and cosines of falling frequency (Vaswani and others 2017, section 3.5). */
public final class TimeEmbedding {
    /** How many numbers a time becomes. */
    public static final int WIDTH = 32;

    private static final double LONGEST = 10_000;

    private TimeEmbedding() {}

    /** Writes the numbers of a time. */
    public static void write(int time, float[] to, int at) {
        int half = WIDTH / 2;
        for (int i = 0; i < half; i++) {
            double angle = time * Math.pow(LONGEST, -(double) i / (half - 1));
            to[at + i] = (float) Math.sin(angle);
            to[at + half + i] = (float) Math.cos(angle);
        }
    }
}
