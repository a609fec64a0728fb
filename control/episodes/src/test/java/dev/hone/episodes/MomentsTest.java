package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void they_are_those_of_the_whole_list() {
        RandomGenerator random = Seeds.of(1).generator();
        float[][] frames = new float[1000][2];
        Moments moments = new Moments(2);
        for (float[] frame : frames) {
            frame[0] = (float) random.nextGaussian(3, 2);
            frame[1] = (float) random.nextGaussian(-1e6, 1e-1); // far from 0: sums of squares would lose it
            moments.add(frame);
        }
        Statistics.Of of = moments.done();
        for (int i = 0; i < 2; i++) {
            int axis = i;
            double[] values =
                    Arrays.stream(frames).mapToDouble(frame -> frame[axis]).toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            assertEquals(mean, of.mean()[i], 1e-9 * Math.abs(mean));
            assertEquals(Math.sqrt(variance), of.deviation()[i], 1e-6);
            assertEquals(Arrays.stream(values).min().orElseThrow(), of.min()[i]);
            assertEquals(Arrays.stream(values).max().orElseThrow(), of.max()[i]);
        }
        assertEquals(1000, of.count());
    }

    @Test
    void one_frame_has_no_spread() {
        Moments moments = new Moments(1);
        moments.add(-7);
        Statistics.Of of = moments.done();
        assertArrayEquals(new double[] {-7}, of.min());
        assertArrayEquals(new double[] {-7}, of.max());
        assertArrayEquals(new double[] {0}, of.deviation());
    }
}
