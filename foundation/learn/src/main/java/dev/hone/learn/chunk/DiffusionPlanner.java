package dev.hone.learn.chunk;

import java.util.random.RandomGenerator;

/**
 * Plans by denoising (Chi and others 2023). With a warm start the first noise is the last plan, moved on by what was executed, with the
 * noise of the middle of the schedule on it, so that one plan goes on where the one before ended (as in ResiP, section 3).
 */
final class DiffusionPlanner implements Planner {
    private final Denoiser denoiser;
    private final NoiseSchedule schedule;
    private final DdimSampler sampler;
    private final int shift;
    private final float[] noise;
    private final float[] last;
    private boolean hasLast;

    /**
     * A planner of that network.
     *
     * @param executed how many numbers of a chunk are executed before the next is planned; 0 for cold starts
     */
    DiffusionPlanner(Denoiser denoiser, NoiseSchedule schedule, DdimSampler sampler, int size, int executed) {
        this.denoiser = denoiser;
        this.schedule = schedule;
        this.sampler = sampler;
        shift = executed;
        noise = new float[size];
        last = new float[size];
    }

    @Override
    public void begin() {
        hasLast = false;
    }

    @Override
    public void plan(float[] condition, RandomGenerator random, float[] chunk) {
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = (float) random.nextGaussian();
        }
        if (shift > 0 && hasLast) {
            int middle = schedule.steps() / 2;
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = schedule.signal(middle) * last[i] + schedule.noise(middle) * chunk[i];
            }
        }
        sampler.sample(denoiser, condition, chunk, noise);
        if (shift > 0) {
            remember(chunk);
        }
    }

    /** Moves the plan on; what lies beyond its end stays as it was at the end. */
    private void remember(float[] chunk) {
        System.arraycopy(chunk, shift, last, 0, chunk.length - shift);
        System.arraycopy(chunk, chunk.length - shift, last, chunk.length - shift, shift);
        hasLast = true;
    }
}
