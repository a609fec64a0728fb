package dev.hone.tensor.dense;

import dev.hone.tensor.Activation;

/** Activations and their slopes over flat arrays; loops that the compiler turns into vector instructions by itself. */
final class Activations {
    private Activations() {}

    static void apply(Activation activation, float[] x, int n) {
        if (activation == Activation.TANH) {
            for (int i = 0; i < n; i++) {
                x[i] = Tanh.tanh(x[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                x[i] = Math.max(x[i], 0);
            }
        }
    }

    /** Multiplies g by the slope of the activation where it gave y. */
    static void differentiate(Activation activation, float[] y, float[] g, int n) {
        if (activation == Activation.TANH) {
            for (int i = 0; i < n; i++) {
                g[i] *= 1 - y[i] * y[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                g[i] = y[i] > 0 ? g[i] : 0;
            }
        }
    }
}
