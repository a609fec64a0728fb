package dev.hone.transformer.decode;

import dev.hone.transformer.ModelConfig;

/**
 * Rotary position embedding (Su et al. 2021) in the halves layout of Hugging Face: number i of a head turns with number
 * i + half. Angles are computed in single precision like there, sines and cosines by {@code StrictMath}, which gives the
 * same bits on every machine.
 */
final class Rotary {
    private final int half;
    private final float[] frequencies;
    private float[] cosines = new float[0];
    private float[] sines = new float[0];

    Rotary(ModelConfig config) {
        half = config.headDimension() / 2;
        frequencies = new float[half];
        for (int i = 0; i < half; i++) {
            double frequency = 1 / StrictMath.pow(config.ropeTheta(), 2.0 * i / config.headDimension());
            double scaled = config.ropeScaling()
                    .map(scaling -> scaling.scale(frequency))
                    .orElse(frequency);
            frequencies[i] = (float) scaled;
        }
    }

    /** Readies the angles of the positions of a batch. */
    void prepare(Batch batch) {
        int rows = batch.rows();
        if (cosines.length < rows * half) {
            cosines = new float[rows * half];
            sines = new float[rows * half];
        }
        for (int row = 0; row < rows; row++) {
            int at = row * half;
            int position = batch.position(row);
            if (row > 0 && position == batch.position(row - 1)) {
                System.arraycopy(cosines, at - half, cosines, at, half);
                System.arraycopy(sines, at - half, sines, at, half);
                continue;
            }
            for (int i = 0; i < half; i++) {
                float angle = position * frequencies[i];
                cosines[at + i] = (float) StrictMath.cos(angle);
                sines[at + i] = (float) StrictMath.sin(angle);
            }
        }
    }

    /** Turns one head to the position of a row of the batch. */
    void rotate(float[] head, int at, int row) {
        int angles = row * half;
        for (int i = 0; i < half; i++) {
            float x = head[at + i];
            float y = head[at + half + i];
            float c = cosines[angles + i];
            float s = sines[angles + i];
            head[at + i] = x * c - y * s;
            head[at + half + i] = y * c + x * s;
        }
    }
}
