package dev.hone.transformer.kernel;

/**
 * The few loops in which decoding spends its time. Every engine gives the same bits, and the bits of one sequence do not
 * depend on the others that are computed beside it.
 *
 * <p>Both hold by construction. A sum over inputs is one chain of fused multiply-adds per output, in the order of the
 * inputs, whatever the batch; parallel lanes are different outputs, so nothing is ever reduced across lanes. Where a sum
 * runs over the numbers of one row (norms, soft-max), it has {@value #ROWS} partial sums, number i going to partial sum
 * {@code i % 16}, which are then folded in halves. The exponential is {@link Exponential}'s polynomial and never a
 * library's. What is left, {@code + - * / sqrt fma}, IEEE 754 rounds in one way only.
 *
 * <p>Several sequences are packed in groups of {@value #GROUP}: {@code [group][input][4]}, the last group filled up with
 * anything finite. A batch of one is a plain row. Row lengths given to the functions below the product are multiples of
 * {@value #ROWS}; callers pad with what is neutral.
 */
public interface Kernels {
    /** Rows of a panel. */
    int ROWS = 16;

    /** Sequences of a group. */
    int GROUP = 4;

    /** What does the work, for people: for example {@code "8 lanes"}. */
    String name();

    /**
     * Multiplies a matrix with a batch: {@code out[s][r] = sum over j of w[r][j] * x[s][j]}.
     *
     * @param panels how many panels to multiply; {@code 16 * panels} outputs are written per sequence
     * @param inputs how many inputs to sum over
     * @param x a row of inputs if {@code batch} is 1, else groups
     * @param xStride numbers from one group to the next
     * @param batch sequences; outputs are written for whole groups if it is above 1
     * @param outStride numbers from one sequence's outputs to the next's
     * @param add continue the sums that are in {@code out}
     */
    void multiply(
            Panels weights,
            int panels,
            int inputs,
            float[] x,
            int xAt,
            int xStride,
            int batch,
            float[] out,
            int outAt,
            int outStride,
            boolean add);

    /** The sum of a row. */
    float sum(float[] x, int at, int n);

    /** The sum of a row's squares. */
    float sumOfSquares(float[] x, int at, int n);

    /** The largest number of a row without NaN. */
    float maximum(float[] x, int at, int n);

    /**
     * {@code out[i] = exp((x[i] - shift) * scale)}; minus infinity gives 0.
     *
     * @param scale above 0
     * @return the sum of what was written
     */
    float exponentials(float[] x, int at, int n, float shift, float scale, float[] out, int outAt);

    /** The gate of SwiGLU: {@code gate[i] = gate[i] * sigmoid(gate[i]) * up[i]}. */
    void gate(float[] gate, int gateAt, float[] up, int upAt, int n);

    /** GELU in its tanh form: {@code x[i] = x[i] * sigmoid(2 * sqrt(2 / pi) * (x[i] + 0.044715 * x[i]^3))}. */
    void gelu(float[] x, int at, int n);

    /** Folds the partial sums of a row in halves; destroys them. */
    static float fold(float[] partial) {
        for (int half = ROWS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partial[i] += partial[i + half];
            }
        }
        return partial[0];
    }
}
