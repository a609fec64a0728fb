package dev.hone.transformer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import dev.hone.transformer.vector.VectorKernels;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KernelsTest {
    private final Kernels vector = new VectorKernels();
    private final Kernels scalar = new ScalarKernels();

    private static float[] random(RandomGenerator random, int n, float scale) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian() * scale;
        }
        return values;
    }

    private static float[] product(Kernels kernels, Panels w, int panels, int inputs, float[] x, int batch, int split) {
        int outStride = panels * Kernels.ROWS + 3;
        float[] out = new float[(batch + 4) * outStride];
        int group = Kernels.GROUP * inputs;
        kernels.multiply(w, panels, split, x, 0, group, batch, out, 0, outStride, false);
        if (split < inputs) {
            Panels rest = new Panels(w.data(), w.at() + split * Kernels.ROWS, w.stride());
            int at = batch == 1 ? split : split * Kernels.GROUP;
            kernels.multiply(rest, panels, inputs - split, x, at, group, batch, out, 0, outStride, true);
        }
        return out;
    }

    /** The whole promise in one place: same bits from both engines, alone or in a batch, at once or in two parts. */
    @Property(tries = 200)
    void aProductHasTheSameBitsHoweverItIsComputed(
            @ForAll @IntRange(min = 1, max = 19) int panels,
            @ForAll @IntRange(min = 1, max = 130) int inputs,
            @ForAll @IntRange(min = 1, max = 18) int batch,
            @ForAll @IntRange(min = 0, max = 129) int cut,
            @ForAll long seed) {
        RandomGenerator random = Seeds.of(seed).generator();
        int stride = inputs * Kernels.ROWS + 16;
        Panels w = new Panels(random(random, 5 + panels * stride, 1), 5, stride);
        int groups = (batch + Kernels.GROUP - 1) / Kernels.GROUP;
        float[] x = random(random, groups * Kernels.GROUP * inputs, 1);
        int split = Math.min(cut, inputs);

        float[] expected = product(scalar, w, panels, inputs, x, batch, inputs);
        assertArrayEquals(expected, product(scalar, w, panels, inputs, x, batch, split));
        assertArrayEquals(expected, product(vector, w, panels, inputs, x, batch, inputs));
        assertArrayEquals(expected, product(vector, w, panels, inputs, x, batch, split));

        int s = batch - 1;
        if (batch > 1) {
            float[] alone = new float[inputs];
            for (int j = 0; j < inputs; j++) {
                alone[j] = x[s / Kernels.GROUP * Kernels.GROUP * inputs + Kernels.GROUP * j + s % Kernels.GROUP];
            }
            float[] one = product(vector, w, panels, inputs, alone, 1, inputs);
            int outStride = panels * Kernels.ROWS + 3;
            for (int r = 0; r < panels * Kernels.ROWS; r++) {
                assertEquals(expected[s * outStride + r], one[r]);
            }
        }
    }

    @Test
    void aProductIsTheSumOfProducts() {
        RandomGenerator random = Seeds.of(1).generator();
        int inputs = 70;
        Panels w = new Panels(random(random, 2 * inputs * 16, 1), 0, inputs * 16);
        float[] x = random(random, 8 * inputs, 1);
        float[] out = product(vector, w, 2, inputs, x, 6, inputs);
        for (int s = 0; s < 6; s++) {
            for (int r = 0; r < 32; r++) {
                double sum = 0;
                for (int j = 0; j < inputs; j++) {
                    double weight = w.data()[r / 16 * w.stride() + j * 16 + r % 16];
                    sum += weight * x[s / 4 * 4 * inputs + 4 * j + s % 4];
                }
                assertEquals(sum, out[s * 35 + r], 1e-4);
            }
        }
    }

    @Property(tries = 100)
    void rowFunctionsHaveTheSameBitsInBothEngines(@ForAll @IntRange(min = 1, max = 20) int blocks, @ForAll long seed) {
        RandomGenerator random = Seeds.of(seed).generator();
        int n = blocks * Kernels.ROWS;
        float[] x = random(random, n + 3, 20);
        float[] up = random(random, n + 3, 1);

        assertEquals(scalar.sum(x, 3, n), vector.sum(x, 3, n));
        assertEquals(scalar.sumOfSquares(x, 3, n), vector.sumOfSquares(x, 3, n));
        assertEquals(scalar.maximum(x, 3, n), vector.maximum(x, 3, n));

        float[] a = new float[n + 1];
        float[] b = new float[n + 1];
        x[5] = Float.NEGATIVE_INFINITY;
        float max = scalar.maximum(x, 3, n);
        assertEquals(scalar.exponentials(x, 3, n, max, 0.7f, a, 1), vector.exponentials(x, 3, n, max, 0.7f, b, 1));
        assertArrayEquals(a, b);
        assertEquals(0f, b[3]);

        x[5] = 1;
        float[] c = x.clone();
        float[] d = x.clone();
        scalar.gate(c, 3, up, 3, n);
        vector.gate(d, 3, up, 3, n);
        assertArrayEquals(c, d);
        scalar.gelu(c, 3, n);
        vector.gelu(d, 3, n);
        assertArrayEquals(c, d);
    }

    @Test
    void theExponentialIsWithinTwoUnitsInTheLastPlace() {
        for (float x = -87f; x < 88; x += 0.00371f) {
            double exact = StrictMath.exp(x);
            assertEquals(exact, Exponential.exp(x), 2 * Math.ulp((float) exact), () -> "");
        }
        assertEquals(1f, Exponential.exp(0));
        assertEquals(0f, Exponential.exp(-1000));
        assertEquals(0f, Exponential.exp(Float.NEGATIVE_INFINITY));
        assertEquals(Exponential.exp(88), Exponential.exp(1000));
    }

    @Test
    void activationsAreTheKnownFunctions() {
        for (float x = -120; x < 120; x += 0.37f) {
            float[] gate = new float[16];
            float[] up = new float[16];
            gate[2] = x;
            up[2] = 3;
            vector.gate(gate, 0, up, 0, 16);
            assertEquals(3 * x / (1 + Math.exp(-x)), gate[2], 1e-5 * (1 + Math.abs(x)));
            float[] gelu = new float[16];
            gelu[2] = x;
            vector.gelu(gelu, 0, 16);
            double inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
            assertEquals(0.5 * x * (1 + Math.tanh(inner)), gelu[2], 1e-6 * (1 + Math.abs(x)));
        }
    }

    @Test
    void aSumIsFoldedInHalves() {
        float[] partial = new float[16];
        for (int i = 0; i < 16; i++) {
            partial[i] = 1 << i;
        }
        assertEquals(65535f, Kernels.fold(partial));
    }
}
