package dev.hone.learn.chunk;

/**
 * How much of a chunk is left and how much noise is in it at each of T times (Nichol, Dhariwal 2021, equation 17): the share of signal
 * power falls from 1 to 0 along a squared cosine, and no single step takes away more than 0.999 of it.
 */
public final class NoiseSchedule {
    private static final double OFFSET = 0.008;
    private static final double MOST = 0.999;
    private static final float LEAST_WEIGHT = 1;
    private static final float MOST_WEIGHT = 5;

    private final float[] signal;
    private final float[] noise;

    /**
     * Times 0 (almost clean) to {@code steps - 1} (almost only noise).
     *
     * @param steps at least 2
     */
    public NoiseSchedule(int steps) {
        if (steps < 2) {
            throw new IllegalArgumentException("a noise schedule of " + steps + " steps");
        }
        signal = new float[steps];
        noise = new float[steps];
        double kept = 1;
        for (int t = 0; t < steps; t++) {
            kept *= 1 - Math.min(MOST, 1 - power((t + 1.0) / steps) / power((double) t / steps));
            signal[t] = (float) Math.sqrt(kept);
            noise[t] = (float) Math.sqrt(1 - kept);
        }
    }

    private static double power(double share) {
        double cosine = Math.cos((share + OFFSET) / (1 + OFFSET) * Math.PI / 2);
        return cosine * cosine;
    }

    public int steps() {
        return signal.length;
    }

    /** What a clean chunk is multiplied with at that time. */
    public float signal(int time) {
        return signal[time];
    }

    /** What standard normal noise is multiplied with before it is added. */
    public float noise(int time) {
        return noise[time];
    }

    /**
     * How much an error of the guessed clean chunk counts at that time: as much as the error of the noise that follows from it, which is the
     * ratio of signal to noise power; but at least 1, because in few steps the first guesses matter (Salimans, Ho 2022, section 4), and at most 5,
     * so that almost clean chunks don't outweigh the others (Hang and others 2023, equation 7).
     */
    public float weight(int time) {
        return Math.clamp(signal[time] * signal[time] / (noise[time] * noise[time]), LEAST_WEIGHT, MOST_WEIGHT);
    }
}
