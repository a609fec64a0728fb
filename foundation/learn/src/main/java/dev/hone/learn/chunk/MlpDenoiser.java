package dev.hone.learn.chunk;

import dev.hone.learn.PlainNetwork;

/**
 * A plain network on the flattened chunk, the observation and the time, one after the other. It guesses how the clean chunk departs from staying, and the noise is what
 * is left: (noisy - signal * clean) / noise share. A narrow network could not let a long chunk's noise pass through it, number by number; the
 * clean chunk follows from the observation and is simple.
 */
final class MlpDenoiser implements Denoiser {
    private final PlainNetwork network;
    private final Present present;
    private final NoiseSchedule schedule;
    private final float[] input;

    MlpDenoiser(PlainNetwork network, Present present, NoiseSchedule schedule) {
        this.present = present;
        this.network = network;
        this.schedule = schedule;
        input = new float[network.widths().getFirst()];
    }

    @Override
    public void predict(float[] noisy, int time, float[] condition, float[] noise) {
        DenoiserInput.write(noisy, time, condition, input);
        float[] clean = network.forward(input, 0);
        present.add(condition, clean);
        float s = schedule.signal(time);
        float n = schedule.noise(time);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (noisy[i] - s * clean[i]) / n;
        }
    }
}
