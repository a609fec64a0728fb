package dev.hone.learn.chunk;

/** Tells the noise in a noisy chunk. Not safe for two threads. */
public interface Denoiser {
    /**
     * Writes the noise.
     *
     * @param noisy a normalised chunk with noise in it [horizon * action]
     * @param time of the noise schedule
     * @param condition the normalised observation
     * @param noise written [horizon * action]
     */
    void predict(float[] noisy, int time, float[] condition, float[] noise);
}
