package dev.hone.tensor.dense;

/**
 * The hyperbolic tangent in single precision, from operations that round in one way only and never branch: {@code x P(x^2) / Q(x^2)}
 * with polynomials of degree 4, fitted here for the least largest relative error on [0, {@value #MOST}].
 *
 * <p>It differs from the exact value by at most {@value #ERROR}, relative to it, odd to the bit, and never leaves [-1, 1], so that
 * its slope {@code 1 - y^2} is never negative. NaN stays NaN.
 */
final class Tanh {
    /** The largest relative error. */
    static final double ERROR = 4e-7;

    /** From here on the result is 1. */
    private static final float MOST = 8.5f;

    private static final float P0 = 1f;
    private static final float P1 = 0.13413246f;
    private static final float P2 = 3.534026e-3f;
    private static final float P3 = 2.1251033e-5f;
    private static final float P4 = 1.4269215e-8f;
    private static final float Q0 = 1f;
    private static final float Q1 = 0.4674657f;
    private static final float Q2 = 0.02602275f;
    private static final float Q3 = 3.3488637e-4f;
    private static final float Q4 = 8.145117e-7f;

    private Tanh() {}

    static float tanh(float x) {
        float y = Math.min(Math.max(x, -MOST), MOST);
        float u = y * y;
        float p = Math.fma(P4, u, P3);
        p = Math.fma(p, u, P2);
        p = Math.fma(p, u, P1);
        p = Math.fma(p, u, P0);
        float q = Math.fma(Q4, u, Q3);
        q = Math.fma(q, u, Q2);
        q = Math.fma(q, u, Q1);
        q = Math.fma(q, u, Q0);
        return Math.min(Math.max(y * p / q, -1), 1);
    }
}
