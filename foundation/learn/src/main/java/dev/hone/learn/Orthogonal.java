package dev.hone.learn;

import dev.hone.core.Seeds;
import dev.hone.tensor.Init;
import dev.hone.tensor.dense.DenseNetwork;

/**
 * First weights whose rows (or columns, where there are fewer of them) are orthogonal and of length {@code gain} (Saxe et al.
 * 2014): what most results with PPO start from.
 */
public final class Orthogonal {
    private static final double GAIN = Math.sqrt(2);

    private Orthogonal() {}

    /**
     * For a plain network, with a gain of sqrt(2); the same weights as {@link Network} begins with.
     *
     * @param lastGain gain of the last layer: small for first actions near the middle
     */
    public static DenseNetwork.FirstWeights first(double lastGain, Seeds seeds) {
        return (name, out, in, last) -> weights(seeds.child(name), out, in, last ? lastGain : GAIN);
    }

    /** Row-major [out, in]. */
    static float[] weights(Seeds seeds, int out, int in, double gain) {
        boolean tall = out > in;
        int count = Math.min(out, in);
        int length = Math.max(out, in);
        double[][] vectors = normal(seeds, count, length);
        for (int v = 0; v < count; v++) {
            for (int pass = 0; pass < 2; pass++) { // the second pass removes what rounding left
                for (int u = 0; u < v; u++) {
                    subtractProjection(vectors[v], vectors[u]);
                }
            }
            scaleToLength(vectors[v]);
        }
        float[] weights = new float[out * in];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                weights[o * in + i] = (float) (gain * (tall ? vectors[i][o] : vectors[o][i]));
            }
        }
        return weights;
    }

    private static double[][] normal(Seeds seeds, int count, int length) {
        float[] values = Init.normal(seeds, (long) count * length, 1);
        double[][] vectors = new double[count][length];
        for (int k = 0; k < values.length; k++) {
            vectors[k / length][k % length] = values[k];
        }
        return vectors;
    }

    private static void subtractProjection(double[] vector, double[] unit) {
        double along = 0;
        for (int k = 0; k < vector.length; k++) {
            along += vector[k] * unit[k];
        }
        for (int k = 0; k < vector.length; k++) {
            vector[k] -= along * unit[k];
        }
    }

    private static void scaleToLength(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int k = 0; k < vector.length; k++) {
            vector[k] /= length;
        }
    }
}
