package dev.hone.transformer.vector;

import dev.hone.transformer.kernel.Exponential;
import dev.hone.transformer.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector shape of this machine, and the functions that work on one vector. */
final class Lanes {
    /** The machine's shape, at most as wide as a panel. */
    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED.length() <= Kernels.ROWS
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;

    /** Numbers in a vector: 4, 8 or 16. */
    static final int LANES = S.length();

    private Lanes() {}

    /** Where vector number {@code k} of a block of rows begins, in panels {@code stride} apart. */
    static int offset(int k, int stride) {
        int row = k * LANES;
        return row / Kernels.ROWS * stride + row % Kernels.ROWS;
    }

    /** {@link Exponential#exp}, lane by lane, operation by operation. */
    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(Exponential.LOWEST).min(Exponential.HIGHEST);
        FloatVector shifted = fma(clamped, Exponential.LOG2_E, FloatVector.broadcast(S, Exponential.ROUNDER));
        FloatVector n = shifted.sub(Exponential.ROUNDER);
        FloatVector r = fma(n, -Exponential.LN2_LOW, fma(n, -Exponential.LN2_HIGH, clamped));
        FloatVector p = fma(r, Exponential.C0, FloatVector.broadcast(S, Exponential.C1));
        p = p.fma(r, FloatVector.broadcast(S, Exponential.C2));
        p = p.fma(r, FloatVector.broadcast(S, Exponential.C3));
        p = p.fma(r, FloatVector.broadcast(S, Exponential.C4));
        p = p.fma(r, FloatVector.broadcast(S, Exponential.C5));
        FloatVector y = p.fma(r.mul(r), r).add(1f);
        IntVector power = shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, Exponential.MANTISSA_BITS)
                .add(Exponential.ONE_BITS);
        VectorMask<Float> vanishes = x.compare(VectorOperators.LT, Exponential.LOWEST);
        return y.mul(power.reinterpretAsFloats()).blend(FloatVector.zero(S), vanishes);
    }

    /** {@link Exponential#sigmoid}. */
    static FloatVector sigmoid(FloatVector x, FloatVector factor) {
        return factor.div(exp(x.neg()).add(1f));
    }

    /** {@link Exponential#geluArgument}. */
    static FloatVector geluArgument(FloatVector x) {
        return x.mul(Exponential.GELU_CUBE).mul(x).fma(x, x).mul(Exponential.GELU_SCALE);
    }

    private static FloatVector fma(FloatVector a, float b, FloatVector c) {
        return a.fma(FloatVector.broadcast(S, b), c);
    }
}
