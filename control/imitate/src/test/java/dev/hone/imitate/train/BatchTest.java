package dev.hone.imitate.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import dev.hone.imitate.FakeArm;
import dev.hone.imitate.FakeTask;
import dev.hone.learn.RandomStream;
import dev.hone.learn.chunk.ChunkSpec;
import dev.hone.learn.chunk.NoiseSchedule;
import dev.hone.learn.chunk.TimeEmbedding;
import dev.hone.learn.geometry.Pose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final ChunkSpec SPEC = Made.spec(PolicyShape.DIFFUSION);

    /** The time is told from the embedding, and then everything else must fit together. */
    @Test
    void a_noisy_chunk_is_the_clean_one_and_normal_noise_in_the_shares_of_its_time() {
        Windows windows = Windows.of(List.of(Made.counted(1, 60)), SPEC);
        NoiseSchedule schedule = new NoiseSchedule(SPEC.noiseSteps());
        Map<Integer, Integer> times = new HashMap<>();
        Batch batch = new Batch(SPEC, 4000, Optional.empty());
        batch.fill(windows, Seeds.of(1).generator());
        int width = 16 + 2 + TimeEmbedding.WIDTH;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < 4000; row++) {
            int time = time(batch.inputs(), row * width + 18);
            times.merge(time, 1, Integer::sum);
            assertEquals(schedule.weight(time), batch.weights()[row], 1e-6f);
            for (int i = 0; i < 16; i++) {
                double noise = (batch.inputs()[row * width + i] - schedule.signal(time) * batch.targets()[row * 16 + i])
                        / schedule.noise(time);
                sum += noise;
                squares += noise * noise;
            }
        }
        assertEquals(0, sum / 64_000, 0.02);
        assertEquals(1, squares / 64_000, 0.03);
        assertEquals(SPEC.noiseSteps(), times.size(), "every time occurs");
    }

    private static int time(float[] inputs, int at) {
        float[] embedding = new float[TimeEmbedding.WIDTH];
        for (int t = 0; t < SPEC.noiseSteps(); t++) {
            TimeEmbedding.write(t, embedding, 0);
            if (Math.abs(embedding[0] - inputs[at])
                            + Math.abs(embedding[1] - inputs[at + 1])
                            + Math.abs(embedding[16] - inputs[at + 16])
                    < 1e-6) {
                return t;
            }
        }
        throw new AssertionError("no time's embedding");
    }

    @Test
    void a_u_net_is_to_tell_the_noise_that_was_added() {
        ChunkSpec spec = Made.spec(PolicyShape.UNET);
        Windows windows = Windows.of(List.of(Made.counted(1, 60)), spec);
        NoiseSchedule schedule = new NoiseSchedule(spec.noiseSteps());
        Batch noisy = new Batch(spec, 8, Optional.empty());
        Batch clean = new Batch(SPEC, 8, Optional.empty());
        noisy.fillInOrder(windows, 0, Seeds.of(1).generator());
        clean.fillInOrder(windows, 0, Seeds.of(1).generator());
        assertArrayEquals(clean.inputs(), noisy.inputs());
        for (int row = 0; row < 8; row++) {
            int time = time(noisy.inputs(), row * (16 + 2 + TimeEmbedding.WIDTH) + 18);
            assertEquals(1, noisy.weights()[row]);
            for (int i = row * 16; i < row * 16 + 16; i++) {
                float input = noisy.inputs()[row * (2 + TimeEmbedding.WIDTH) + i];
                float sum = schedule.signal(time) * clean.targets()[i] + schedule.noise(time) * noisy.targets()[i];
                assertEquals(input, sum, 1e-5f);
            }
        }
    }

    @Test
    void regression_sees_the_observation_and_wants_the_chunk() {
        ChunkSpec spec = Made.spec(PolicyShape.MLP_CHUNK);
        Windows windows = Windows.of(List.of(Made.counted(1, 30)), spec);
        Batch batch = new Batch(spec, 1, Optional.empty());
        batch.fillInOrder(windows, 4, Seeds.of(1).generator());
        assertArrayEquals(new float[] {0.04f, 0.01f}, batch.inputs(), 1e-6f);
        assertEquals(0.04f, batch.targets()[0], 1e-6f);
        assertEquals(1, batch.weights()[0]);
    }

    @Test
    void a_fifth_of_the_hands_poses_are_disturbed_by_a_centimetre_and_a_tenth_of_a_radian() {
        Disturbance disturbance = new Disturbance(FakeArm.LAYOUT);
        float[] seen = new FakeTask(4).demonstration().frames().get(5).state();
        Pose before = FakeArm.LAYOUT.handPose(seen);
        RandomStream random = new RandomStream(1);
        int disturbed = 0;
        double metres = 0;
        double radians = 0;
        for (int i = 0; i < 5000; i++) {
            float[] observation = seen.clone();
            disturbance.apply(observation, random);
            Pose after = FakeArm.LAYOUT.handPose(observation);
            if (after.distance(before) > 1e-6) {
                disturbed++;
                metres += Math.pow(after.x() - before.x(), 2);
                radians += Math.pow(after.turnTo(before), 2);
            }
            assertArrayEquals(
                    Arrays.copyOfRange(seen, 9, 17),
                    Arrays.copyOfRange(observation, 9, 17),
                    "more than the hand was moved");
        }
        assertEquals(0.2, disturbed / 5000.0, 0.02);
        assertEquals(0.01, Math.sqrt(metres / disturbed), 0.001);
        assertEquals(0.1 * Math.sqrt(3), Math.sqrt(radians / disturbed), 0.01);
    }
}
