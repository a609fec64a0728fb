package dev.hone.transformer.train;

import dev.hone.tensor.Tensor;
import dev.hone.transformer.ModelConfig;

/**
 * Rotary position embedding (Su et al. 2021) in the order of Hugging Face's weights: dimension i of a head is rotated
 * together with dimension i + dim / 2, by position times frequency.
 */
final class Rotary {
    private final int half;
    private final double[] frequencies;

    Rotary(ModelConfig config) {
        half = config.headDimension() / 2;
        frequencies = new double[half];
        for (int i = 0; i < half; i++) {
            double plain = Math.pow(config.ropeTheta(), -(double) i / half);
            frequencies[i] = config.ropeScaling().map(s -> s.scale(plain)).orElse(plain);
        }
    }

    /** Cosines and sines of the first positions, both [time, dim]. */
    record Angles(Tensor cosines, Tensor sines) {}

    Angles angles(int time) {
        float[] cosines = new float[time * 2 * half];
        float[] sines = new float[time * 2 * half];
        for (int t = 0; t < time; t++) {
            for (int i = 0; i < half; i++) {
                int at = t * 2 * half + i;
                double angle = t * frequencies[i];
                cosines[at] = cosines[at + half] = (float) Math.cos(angle);
                sines[at] = sines[at + half] = (float) Math.sin(angle);
            }
        }
        return new Angles(Tensor.of(cosines, time, 2L * half), Tensor.of(sines, time, 2L * half));
    }

    /** [batch, heads, time, dim], rotated. */
    Tensor rotate(Tensor x, Angles angles) {
        Tensor low = x.narrow(3, 0, half);
        Tensor high = x.narrow(3, half, half);
        Tensor turned = Tensor.cat(3, high.neg(), low);
        return x.mul(angles.cosines()).add(turned.mul(angles.sines()));
    }
}
