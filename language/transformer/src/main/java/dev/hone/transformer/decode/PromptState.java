package dev.hone.transformer.decode;

import dev.hone.transformer.kernel.Kernels;
import java.util.Arrays;

/**
 * What a prompt looks like at one height of the layers, after the final norm: at its last token, and on average. Sums are in
 * doubles and in the order of the tokens, so the pieces in which a prompt is read change no bit.
 */
final class PromptState {
    private final Norm norm;
    private final Kernels kernels;
    private final int width; // of a row, padded
    private final float[] last; // [width]
    private final double[] sum; // [hidden]
    private int tokens;

    PromptState(Norm norm, Kernels kernels, int width) {
        this.norm = norm;
        this.kernels = kernels;
        this.width = width;
        last = new float[width];
        sum = new double[norm.weight().length];
    }

    void clear() {
        Arrays.fill(sum, 0);
        tokens = 0;
    }

    /** Takes in the residual stream of the prompt's next tokens. [positions][width] */
    void add(float[] residual, int positions) {
        for (int p = 0; p < positions; p++) {
            norm.apply(kernels, residual, p * width, last, 0);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += last[i];
            }
        }
        tokens += positions;
    }

    /** The state at the last token; a view. [width] */
    float[] last() {
        return last;
    }

    /** Writes the state at the last token and after it the mean over all tokens. [2 * hidden] */
    void write(float[] into, int at) {
        System.arraycopy(last, 0, into, at, sum.length);
        for (int i = 0; i < sum.length; i++) {
            into[at + sum.length + i] = (float) (sum[i] / tokens);
        }
    }
}
