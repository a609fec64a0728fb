package dev.hone.transformer.kernel;

/**
 * The exponential in single precision, within 2 units in the last place, from operations that round in one way only: so
 * that vector and scalar code, and any two machines, agree to the last bit.
 *
 * <p>Cody and Waite's reduction {@code x = n ln 2 + r}, then the polynomial of Cephes' {@code expf} on r. Rounding to the
 * integer n is done by adding 1.5 * 2^23, which leaves n in the low bits of the sum; they are shifted into the exponent of
 * a power of two. Below {@link #LOWEST} the result is 0, above {@link #HIGHEST} it is that of HIGHEST.
 */
public final class Exponential {
    public static final float LOWEST = -87.33654f;
    public static final float HIGHEST = 88f;
    public static final float LOG2_E = 1.442695f;
    public static final float ROUNDER = 12582912f;
    public static final float LN2_HIGH = 0.6933594f;
    public static final float LN2_LOW = -2.12194440e-4f;
    public static final float C0 = 1.9875691e-4f;
    public static final float C1 = 1.3981999e-3f;
    public static final float C2 = 8.333452e-3f;
    public static final float C3 = 4.1665796e-2f;
    public static final float C4 = 0.16666666f;
    public static final float C5 = 0.5f;
    public static final int MANTISSA_BITS = 23;
    public static final int ONE_BITS = 0x3F800000;

    /** {@code 2 * sqrt(2 / pi)}, of GELU. */
    public static final float GELU_SCALE = 1.5957692f;

    /** The weight of the cube in GELU. */
    public static final float GELU_CUBE = 0.044715f;

    private Exponential() {}

    public static float exp(float x) {
        float clamped = Math.min(Math.max(x, LOWEST), HIGHEST);
        float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
        float p = Math.fma(C0, r, C1);
        p = Math.fma(p, r, C2);
        p = Math.fma(p, r, C3);
        p = Math.fma(p, r, C4);
        p = Math.fma(p, r, C5);
        float y = Math.fma(p, r * r, r) + 1f;
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << MANTISSA_BITS) + ONE_BITS);
        return x < LOWEST ? 0f : y * power;
    }

    /** {@code 1 / (1 + exp(-x))} times {@code factor}, as one division. */
    public static float sigmoid(float x, float factor) {
        return factor / (1f + exp(-x));
    }

    /** What GELU's sigmoid is taken of. */
    public static float geluArgument(float x) {
        return GELU_SCALE * Math.fma(GELU_CUBE * x * x, x, x);
    }
}
