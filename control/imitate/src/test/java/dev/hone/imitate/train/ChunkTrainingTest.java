package dev.hone.imitate.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.learn.RandomStream;
import dev.hone.learn.chunk.ChunkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkTrainingTest {
    private static final TrainingSettings SETTINGS = new TrainingSettings(600, 64, 3e-3, 20, 1e-6, 0, 0.1, 4);

    @TempDir
    private Path folder;

    private static ChunkTraining training(PolicyShape shape, TrainingSettings settings) {
        TrainingData data =
                TrainingData.of(Made.swings(30), Made.spec(shape), settings.heldOut(), Optional.empty(), Seeds.of(1));
        return new ChunkTraining(data, settings, Seeds.of(2));
    }

    @ParameterizedTest
    @EnumSource(PolicyShape.class)
    void every_shape_learns_what_follows_from_what_is_seen(PolicyShape shape) {
        try (ChunkTraining training = training(shape, SETTINGS)) {
            double first = training.heldOutLoss().orElseThrow();
            while (training.remaining() > 0) {
                training.step();
            }
            double last = training.heldOutLoss().orElseThrow();
            assertTrue(last < 0.2 * first, first + " became " + last);
            assertEquals(0.64, act(training.policy(), 0.8f, 0.6f), 0.1);
            assertEquals(-0.48, act(training.policy(), -0.6f, 0.8f), 0.1);
        }
    }

    /** The first action, as the mean of several plans. */
    private static double act(ChunkPolicy policy, float one, float other) {
        float[] actions = new float[policy.chunk()];
        double sum = 0;
        for (int i = 0; i < 20; i++) {
            policy.begin();
            policy.act(new float[] {one, other}, new RandomStream(i), actions);
            sum += actions[0] / 20;
        }
        return sum;
    }

    /** What a kill in the middle of a training is to it. */
    private static final class Killed extends RuntimeException {}

    /** Saves its state after every update. */
    private void train(Path place, int killAt) {
        TrainingSettings small = new TrainingSettings(24, 32, 1e-3, 10, 1e-6, 0.9, 0.1, 3);
        TrainingFolder.Metrics killer = (name, step, _) -> {
            if (step == killAt && name.equals("held-out loss")) {
                throw new Killed();
            }
        };
        try (ChunkTraining training = training(PolicyShape.DIFFUSION, small)) {
            new TrainingFolder(place, 0).run(training, Listener.NONE, killer);
        }
    }

    @Test
    void a_training_that_was_killed_goes_on_to_the_same_bytes() throws IOException {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        train(whole, -1);
        assertThrows(Killed.class, () -> train(broken, 8));
        assertThrows(Killed.class, () -> train(broken, 16));
        train(broken, 8); // is not there again
        for (int i = 1; i <= 3; i++) {
            String name = "weights-0" + i + ".safetensors";
            assertArrayEquals(Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(broken.resolve(name)), name);
        }
        train(broken, 24); // nothing is left to be done, so nothing is killed
    }

    @Test
    void losses_are_noted_by_the_hundred_and_at_every_checkpoint() {
        Map<String, Double> noted = new TreeMap<>();
        try (ChunkTraining training = training(PolicyShape.MLP, SETTINGS)) {
            new TrainingFolder(folder.resolve("t"), 100)
                    .run(training, Listener.NONE, (name, step, value) -> noted.put(name + " " + step, value));
        }
        assertTrue(noted.keySet().containsAll(List.of("loss 100", "loss 600", "held-out loss 150")), noted.toString());
        assertTrue(noted.getOrDefault("loss 600", 9.0) < noted.getOrDefault("loss 100", 0.0), noted.toString());
    }

    @Test
    void averaged_weights_lag_behind_those_that_are_trained() {
        TrainingSettings still = SETTINGS.withAverage(0.999_999);
        try (ChunkTraining averaged = training(PolicyShape.MLP, still);
                ChunkTraining plain = training(PolicyShape.MLP, SETTINGS)) {
            double untrained = averaged.heldOutLoss().orElseThrow();
            for (int i = 0; i < 100; i++) {
                averaged.step();
                plain.step();
            }
            assertEquals(untrained, averaged.heldOutLoss().orElseThrow(), 0.01 * untrained);
            assertTrue(plain.heldOutLoss().orElseThrow() < 0.7 * untrained);
        }
    }

    @Test
    void a_loss_that_is_no_number_ends_the_training() {
        TrainingSettings wild = SETTINGS.withRate(1e30);
        try (ChunkTraining training = training(PolicyShape.MLP, wild)) {
            HoneException e = assertThrows(HoneException.class, () -> {
                for (int i = 0; i < 50; i++) {
                    training.step();
                }
            });
            assertTrue(e.getMessage().contains("Maybe use a lower learning rate."), e.getMessage());
        }
    }
}
