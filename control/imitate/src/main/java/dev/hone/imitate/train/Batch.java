package dev.hone.imitate.train;

import dev.hone.learn.chunk.ChunkSpec;
import dev.hone.learn.chunk.Encoder;
import dev.hone.learn.chunk.NoiseSchedule;
import dev.hone.learn.chunk.Present;
import dev.hone.learn.chunk.TimeEmbedding;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Inputs, targets and weights of one update. For diffusion an input is a chunk with noise in it, the observation and the time (Ho, Jain, Abbeel 2020,
 * algorithm 1); for regression it is the observation. The target is the clean chunk, and by diffusion its error counts as that of the noise that it
 * implies; of a U-Net the target is the noise itself.
 */
final class Batch {
    private final ChunkSpec spec;
    private final int size;
    private final Optional<Disturbance> disturbance;
    private final Encoder encoder;
    private final Present present;
    private final Optional<NoiseSchedule> schedule;
    private final float[][] embeddings;
    private final boolean guessesNoise;
    private final int inputWidth;
    private final int targetWidth;
    private final float[] inputs;
    private final float[] targets;
    private final float[] weights;
    private final float[] observation;

    Batch(ChunkSpec spec, int size, Optional<Disturbance> disturbance) {
        this.spec = spec;
        this.size = size;
        this.disturbance = disturbance;
        encoder = spec.encoder();
        present = spec.staying();
        guessesNoise = spec.planner() == ChunkSpec.Kind.UNET;
        schedule = spec.planner().diffuses() ? Optional.of(new NoiseSchedule(spec.noiseSteps())) : Optional.empty();
        embeddings = new float[schedule.map(NoiseSchedule::steps).orElse(0)][TimeEmbedding.WIDTH];
        for (int t = 0; t < embeddings.length; t++) {
            TimeEmbedding.write(t, embeddings[t], 0);
        }
        inputWidth = spec.inputWidth();
        targetWidth = spec.chunkWidth();
        inputs = new float[size * inputWidth];
        targets = new float[size * targetWidth];
        weights = new float[size];
        observation = new float[spec.observationWidth()];
    }

    /** Row-major [size, input]; overwritten by the next fill. */
    float[] inputs() {
        return inputs;
    }

    /** Row-major [size, chunk]; overwritten by the next fill. */
    float[] targets() {
        return targets;
    }

    /** How much each row's squared error counts [size]; overwritten by the next fill. */
    float[] weights() {
        return weights;
    }

    /** Fills every row with a window drawn at random. */
    void fill(Windows windows, RandomGenerator random) {
        for (int row = 0; row < size; row++) {
            fill(row, windows, random.nextInt(windows.count()), random, disturbance);
        }
    }

    /** Fills every row with the window of its number, and nothing disturbed; for {@code size} windows from {@code first} on, again from 0 after the last. */
    void fillInOrder(Windows windows, int first, RandomGenerator random) {
        for (int row = 0; row < size; row++) {
            fill(row, windows, (first + row) % windows.count(), random, Optional.empty());
        }
    }

    private void fill(int row, Windows windows, int window, RandomGenerator random, Optional<Disturbance> disturbs) {
        windows.observation(window, observation, 0);
        disturbs.ifPresent(one -> one.apply(observation, random));
        int input = row * inputWidth;
        int target = row * targetWidth;
        windows.chunk(window, targets, target);
        weights[row] = 1;
        if (schedule.isEmpty()) {
            encoder.apply(observation, inputs, input);
            present.subtract(inputs, input, targets, target, targetWidth);
            return;
        }
        int time = random.nextInt(spec.noiseSteps());
        weights[row] = guessesNoise ? 1 : schedule.get().weight(time);
        float s = schedule.get().signal(time);
        float n = schedule.get().noise(time);
        for (int i = 0; i < targetWidth; i++) {
            float noise = (float) random.nextGaussian();
            inputs[input + i] = s * targets[target + i] + n * noise;
            targets[target + i] = guessesNoise ? noise : targets[target + i];
        }
        encoder.apply(observation, inputs, input + targetWidth);
        if (!guessesNoise) {
            present.subtract(inputs, input + targetWidth, targets, target, targetWidth);
        }
        System.arraycopy(embeddings[time], 0, inputs, input + targetWidth + spec.conditionWidth(), TimeEmbedding.WIDTH);
    }
}
