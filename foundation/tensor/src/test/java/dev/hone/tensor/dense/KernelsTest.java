package dev.hone.tensor.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hone.core.Seeds;
import dev.hone.tensor.Init;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KernelsTest {
    private static final int SHAPES = 300;

    /** Every tile, the rows and columns left over, several chunks of depth, and both ways to walk through a. */
    @Test
    void vector_and_plain_instructions_give_the_bits_of_the_definition() {
        RandomGenerator random = Seeds.of(1).generator();
        for (int trial = 0; trial < SHAPES; trial++) {
            int rows = 1 + random.nextInt(11);
            int depth = 1 + random.nextInt(trial % 3 == 0 ? 200 : 9);
            int columns = Kernels.PANEL * (1 + random.nextInt(9));
            boolean sideways = random.nextBoolean();
            int aRow = sideways ? 1 : depth + 2;
            int aDepth = sideways ? rows + 2 : 1;
            Seeds seeds = Seeds.of(2).child(trial);
            float[] a = Init.normal(seeds.child("a"), 3 + (long) (rows + 2) * (depth + 2), 1);
            float[] b = Init.normal(seeds.child("b"), 5 + (long) depth * columns, 1);
            float[] c = Init.normal(seeds.child("c"), 7 + (long) rows * columns, 1);
            float[] expected = c.clone();
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < columns; j++) {
                    for (int k = 0; k < depth; k++) {
                        int at = 7 + r * columns + j;
                        expected[at] = Math.fma(a[3 + r * aRow + k * aDepth], b[5 + k * columns + j], expected[at]);
                    }
                }
            }
            for (Kernels kernels : List.of(new ScalarKernels(), new VectorKernels())) {
                float[] sum = c.clone();
                kernels.addProduct(a, 3, aRow, aDepth, b, 5, sum, 7, rows, depth, columns);
                assertArrayEquals(expected, sum, kernels + " " + rows + " x " + depth + " x " + columns);
            }
        }
    }

    @Test
    void the_tests_run_on_vector_instructions() {
        assertInstanceOf(VectorKernels.class, Kernels.best());
    }

    @Test
    void rows_take_whole_panels() {
        assertEquals(16, Kernels.padded(1));
        assertEquals(16, Kernels.padded(16));
        assertEquals(32, Kernels.padded(17));
    }

    @Test
    void tanh_is_as_near_as_it_says_never_leaves_its_range_and_is_odd() {
        double worst = 0;
        for (int bits = 0; bits < 0x41800000; bits += 97) { // 0 to 16
            float x = Float.intBitsToFloat(bits);
            float y = Tanh.tanh(x);
            double exact = Math.tanh(x);
            if (x >= Float.MIN_NORMAL) {
                worst = Math.max(worst, Math.abs(y - exact) / exact);
            }
            if (y > 1 || Tanh.tanh(-x) != -y) {
                throw new AssertionError(x + " gave " + y + " and " + Tanh.tanh(-x));
            }
        }
        assertEquals(Tanh.ERROR, worst, 1e-7);
        assertEquals(0, Float.floatToIntBits(Tanh.tanh(0)));
        float[] ends = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.NaN};
        for (int i = 0; i < ends.length; i++) {
            ends[i] = Tanh.tanh(ends[i]);
        }
        assertEquals("[1.0, -1.0, 1.0, NaN]", Arrays.toString(ends));
    }
}
