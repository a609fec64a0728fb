package dev.hone.learn.chunk;

/**
 * From noise to a clean chunk in few steps without drawing anything more (Song, Meng, Ermon 2021, equation 12 with sigma 0). The times are
 * spread evenly from the noisiest to the cleanest, both included. At each, the clean chunk is guessed and clipped to [-1, 1], then
 * noise is put back as the next time has it.
 */
public final class DdimSampler {
    private final NoiseSchedule schedule;
    private final int[] times;

    /** With that many steps, 1 to those of the schedule. */
    public DdimSampler(NoiseSchedule schedule, int steps) {
        if (steps < 1 || steps > schedule.steps()) {
            throw new IllegalArgumentException(steps + " sampling steps of " + schedule.steps());
        }
        this.schedule = schedule;
        times = new int[steps];
        for (int i = 0; i < steps; i++) {
            times[i] = (int) Math.round((schedule.steps() - 1) * (1 - (double) i / Math.max(1, steps - 1)));
        }
    }

    /**
     * Turns noise into a chunk, in place.
     *
     * @param chunk standard normal noise, or an older plan with noise in it [horizon * action]
     * @param condition the normalised observation
     * @param noise room for what the denoiser says, as long as the chunk
     */
    public void sample(Denoiser denoiser, float[] condition, float[] chunk, float[] noise) {
        for (int i = 0; i < times.length; i++) {
            denoiser.predict(chunk, times[i], condition, noise);
            float s = schedule.signal(times[i]);
            float n = schedule.noise(times[i]);
            boolean last = i + 1 == times.length;
            float nextSignal = last ? 1 : schedule.signal(times[i + 1]);
            float nextNoise = last ? 0 : schedule.noise(times[i + 1]);
            for (int k = 0; k < chunk.length; k++) {
                float clean = Math.clamp((chunk[k] - n * noise[k]) / s, -1f, 1f);
                chunk[k] = nextSignal * clean + nextNoise * noise[k];
            }
        }
    }
}
