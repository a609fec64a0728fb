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

    /** Readies the angles of {@code count} positions from {@code first} on. */
    void prepare(int first, int count) {
        if (cosines.length < count * half) {
            cosines = new float[count * half];
            sines = new float[count * half];
        }
        for (int p = 0; p < count; p++) {
            for (int i = 0; i < half; i++) {
                float angle = (first + p) * frequencies[i];
                cosines[p * half + i] = (float) StrictMath.cos(angle);
                sines[p * half + i] = (float) StrictMath.sin(angle);
            }
        }
    }

    /** Turns one head to the position that is {@code offset} after the first prepared one. */
    void rotate(float[] head, int at, int offset) {
        int angles = offset * half;
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
