package dev.hone.learn.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdimSamplerTest {
    private final NoiseSchedule schedule = new NoiseSchedule(50);
    private final RandomStream random = new RandomStream(1);

    private float[] noise(int size) {
        float[] noise = new float[size];
        for (int i = 0; i < size; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** Knows that only one chunk is possible, so the noise is whatever is left. */
    private Denoiser knowing(float[] only) {
        return (noisy, time, _, noise) -> {
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (noisy[i] - schedule.signal(time) * only[i]) / schedule.noise(time);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 50})
    void a_perfect_denoiser_of_one_chunk_gives_that_chunk_from_any_noise(int steps) {
        float[] only = {0.5f, -0.9f, 0, 1};
        float[] chunk = noise(4);
        new DdimSampler(schedule, steps).sample(knowing(only), new float[0], chunk, new float[4]);
        assertArrayEquals(only, chunk, 2e-3f);
    }

    /** The best guess of the noise where a number is -0.5 or 0.5, either as often. */
    @Test
    void samples_of_two_modes_land_on_them_and_on_each_about_as_often() {
        Denoiser best = (noisy, time, _, noise) -> {
            double s = schedule.signal(time);
            double n = schedule.noise(time);
            double clean = 0.5 * Math.tanh(0.5 * s * noisy[0] / (n * n));
            noise[0] = (float) ((noisy[0] - s * clean) / n);
        };
        DdimSampler sampler = new DdimSampler(schedule, 8);
        int high = 0;
        int between = 0;
        for (int i = 0; i < 1000; i++) {
            float[] chunk = noise(1);
            sampler.sample(best, new float[0], chunk, new float[1]);
            between += Math.abs(Math.abs(chunk[0]) - 0.5) > 0.05 ? 1 : 0;
            high += chunk[0] > 0 ? 1 : 0;
        }
        assertTrue(between < 10, between + " of 1000 lie between"); // those that began almost in the middle
        assertTrue(high > 430 && high < 570, high + " of 1000");
    }

    @Test
    void times_go_evenly_from_the_noisiest_to_the_cleanest() {
        List<Integer> times = new ArrayList<>();
        new DdimSampler(schedule, 8)
                .sample((_, time, _, _) -> times.add(time), new float[0], new float[1], new float[1]);
        assertEquals(List.of(49, 42, 35, 28, 21, 14, 7, 0), times);
    }

    @Test
    void a_guess_outside_the_range_of_actions_is_cut() {
        float[] chunk = {0};
        new DdimSampler(schedule, 8).sample(knowing(new float[] {1.7f}), new float[0], chunk, new float[1]);
        assertEquals(1, chunk[0]);
    }
}
