package dev.hone.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TensorTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor matrix() {
        return Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    }

    private static void assertValues(Tensor actual, double... expected) {
        assertArrayEquals(expected, actual.doubles(), 1e-5);
    }

    @Test
    void values_go_in_and_come_out_in_row_major_order() {
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, matrix().floats());
        assertArrayEquals(
                new float[] {1, 4, 2, 5, 3, 6}, matrix().transpose(0, 1).floats());
        assertArrayEquals(
                new double[] {1e-300}, Tensor.of(new double[] {1e-300}, 1).doubles());
        assertArrayEquals(
                new long[] {1L << 40}, Tensor.of(new long[] {1L << 40}, 1).longs());
        assertArrayEquals(new long[] {3, 4}, Tensor.of(new int[] {3, 4}, 2).longs());
        assertEquals(0, Tensor.of(new float[0], 0, 3).floats().length);
        assertEquals(7, Tensor.of(new float[] {7}).item());
    }

    @Test
    void knows_its_shape_and_place() {
        assertArrayEquals(new long[] {2, 3}, matrix().shape());
        assertEquals(3, matrix().size(-1));
        assertEquals(6, matrix().count());
        assertEquals("cpu", matrix().device());
        assertValues(matrix().to("cpu"), 1, 2, 3, 4, 5, 6);
    }

    @Test
    void arithmetic_is_element_by_element_and_broadcasts() {
        Tensor row = Tensor.of(new float[] {10, 20, 30}, 3);
        assertValues(matrix().add(row), 11, 22, 33, 14, 25, 36);
        assertValues(row.sub(matrix()), 9, 18, 27, 6, 15, 24);
        assertValues(matrix().mul(row), 10, 40, 90, 40, 100, 180);
        assertValues(row.div(matrix()), 10, 10, 10, 2.5, 4, 5);
        assertValues(matrix().add(1).mul(2), 4, 6, 8, 10, 12, 14);
        assertValues(row.neg(), -10, -20, -30);
        assertValues(row.square().sqrt(), 10, 20, 30);
        assertValues(row.log().exp(), 10, 20, 30);
        assertValues(row.clamp(15, 25), 15, 20, 25);
    }

    @Test
    void masks_choose_and_count() {
        Tensor large = matrix().greater(3);
        assertValues(large.choose(matrix(), Tensor.zeros(2, 3)), 0, 0, 0, 4, 5, 6);
        assertEquals(3, large.toFloat().sum().item());
    }

    @Test
    void the_larger_and_the_smaller_of_two_are_taken_value_by_value() {
        Tensor row = Tensor.of(new float[] {4, 2, 5}, 3);
        assertValues(matrix().maximum(row), 4, 2, 5, 4, 5, 6);
        assertValues(matrix().minimum(row), 1, 2, 3, 4, 2, 5);
    }

    @Test
    void floats_that_are_whole_numbers_become_indices() {
        assertValues(matrix().gather(1, Tensor.of(new float[] {2, 0}, 2, 1).toLong()), 3, 4);
    }

    @Test
    void lgamma_is_the_logarithm_of_factorials() {
        assertValues(Tensor.of(new double[] {1, 2, 5, 0.5}, 4).lgamma(), 0, 0, Math.log(24), Math.log(Math.PI) / 2);
    }

    @Test
    void sums_and_means_go_over_all_or_one_dimension() {
        assertEquals(21, matrix().sum().item());
        assertEquals(3.5, matrix().mean().item());
        assertValues(matrix().sum(0, false), 5, 7, 9);
        assertArrayEquals(new long[] {2, 1}, matrix().mean(-1, true).shape());
        assertValues(matrix().mean(-1, true), 2, 5);
        assertValues(
                matrix().logSumExp(1),
                Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)),
                Math.log(Math.exp(4) + Math.exp(5) + Math.exp(6)));
    }

    @Test
    void matmul_multiplies_the_last_two_dimensions() {
        assertValues(matrix().matmul(matrix().transpose(0, 1)), 14, 32, 32, 77);
    }

    @Test
    void shapes_change_without_changing_values() {
        assertArrayEquals(new long[] {3, 2}, matrix().reshape(3, -1).shape());
        assertValues(matrix().narrow(1, 1, 2), 2, 3, 5, 6);
        assertValues(matrix().select(0, 1), 4, 5, 6);
        assertArrayEquals(new long[] {2, 1, 3}, matrix().unsqueeze(1).shape());
        assertValues(Tensor.of(new float[] {1, 2}, 2, 1).expand(-1, 2), 1, 1, 2, 2);
        assertValues(Tensor.cat(0, matrix(), matrix()).narrow(0, 2, 1), 1, 2, 3);
        assertArrayEquals(
                new long[] {2, 2, 3}, Tensor.stack(0, matrix(), matrix()).shape());
        assertValues(matrix().gather(1, Tensor.of(new int[] {2, 0}, 2, 1)), 3, 4);
        assertValues(matrix().pick(1, Tensor.of(new int[] {2, 0}, 2)), 3, 1, 6, 4);
        assertValues(Tensor.full(2.5, 2), 2.5, 2.5);
    }

    @Test
    void a_wrong_shape_is_an_error_that_names_operation_and_shapes() {
        var e = assertThrows(IllegalArgumentException.class, () -> matrix().matmul(matrix()));
        assertTrue(e.toString().contains(": matmul of [2, 3] and [2, 3]: "), e.toString());
        assertEquals(1, e.toString().lines().count());
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[3], 2, 2));
        assertThrows(IllegalArgumentException.class, () -> matrix().reshape(4, -1));
        assertThrows(IllegalArgumentException.class, () -> matrix().item());
    }

    /** Derivatives against differences, in float64. */
    @Test
    void gradients_agree_with_differences() {
        Map<String, Function<Tensor, Tensor>> functions = Map.ofEntries(
                Map.entry("exp", Tensor::exp),
                Map.entry("log", Tensor::log),
                Map.entry("sqrt", Tensor::sqrt),
                Map.entry("square", Tensor::square),
                Map.entry("lgamma", Tensor::lgamma),
                Map.entry("softplus", Functional::softplus),
                Map.entry("sigmoid", Functional::sigmoid),
                Map.entry("tanh", Functional::tanh),
                Map.entry("silu", Functional::silu),
                Map.entry("gelu", Functional::gelu),
                Map.entry("geluTanh", Functional::geluTanh),
                Map.entry("logSoftmax", x -> Functional.logSoftmax(x, -1)),
                Map.entry("softmax", x -> Functional.softmax(x, -1)),
                Map.entry("logSumExp", x -> x.logSumExp(-1)),
                Map.entry(
                        "gather",
                        x -> x.gather(0, Tensor.of(new int[] {1, 1}, 2)).square()),
                Map.entry("pick", x -> x.pick(0, Tensor.of(new int[] {1, 1}, 2)).square()));
        double[] at = {0.3, 1.7, 2.9};
        Tensor weights = Tensor.of(new double[] {1, -2, 3}, 3);
        functions.forEach((name, f) -> {
            Function<double[], Tensor> loss = x -> {
                Tensor y = f.apply(Tensor.of(x, 3));
                return y.mul(weights.narrow(0, 0, y.count() < 3 && y.shape().length > 0 ? y.count() : 3))
                        .sum();
            };
            Tensor x = Tensor.of(at, 3).requireGradient();
            Tensor y = f.apply(x);
            y.mul(weights.narrow(0, 0, y.count() < 3 && y.shape().length > 0 ? y.count() : 3))
                    .sum()
                    .backward();
            double[] gradient = x.gradient().doubles();
            for (int i = 0; i < at.length; i++) {
                double[] up = at.clone();
                double[] down = at.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double slope = (loss.apply(up).item() - loss.apply(down).item()) / 2e-5;
                assertEquals(slope, gradient[i], 1e-6, name + " " + i);
            }
        });
    }

    @Test
    void gradients_add_up_until_they_are_cleared() {
        Tensor x = Tensor.of(new float[] {2}, 1).requireGradient();
        x.square().sum().backward();
        x.square().sum().backward();
        assertValues(x.gradient(), 8);
        assertThrows(
                IllegalStateException.class,
                () -> Tensor.zeros(1).requireGradient().gradient());
    }

    @Test
    void nothing_is_recorded_without_gradients_or_after_detaching() {
        Tensor x = Tensor.of(new float[] {2}, 1).requireGradient();
        Tensor y;
        try (var _ = new NoGrad()) {
            y = x.square().sum();
        }
        assertThrows(IllegalArgumentException.class, y::backward);
        Tensor z = x.detach().square().sum();
        assertThrows(IllegalArgumentException.class, z::backward);
        x.square().sum().backward();
        assertValues(x.gradient(), 4);
    }
}
