package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hone.core.Seeds;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
    private static final List<Integer> WIDTHS = List.of(3, 8, 8, 2);

    @ParameterizedTest
    @EnumSource(names = {"TANH", "RELU"})
    void acting_and_learning_see_the_same_function(Activation activation) {
        try (var parameters = new Parameters();
                var _ = new Scope()) {
            Network network = new Network(parameters, "n", WIDTHS, activation, 1, Seeds.of(1));
            float[] inputs = Init.normal(Seeds.of(2), 15, 1);
            float[] expected = network.forward(Tensor.of(inputs, 5, 3)).floats();
            PlainNetwork plain = network.plain();
            for (int row = 0; row < 5; row++) {
                assertArrayEquals(
                        Arrays.copyOfRange(expected, 2 * row, 2 * row + 2), plain.forward(inputs, 3 * row), 1e-6f);
            }
        }
    }

    @Test
    void acting_allocates_nothing() {
        try (var parameters = new Parameters()) {
            PlainNetwork plain = new Network(parameters, "n", WIDTHS, Activation.TANH, 1, Seeds.of(1)).plain();
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            float[] input = {1, 2, 3};
            float sum = 0;
            for (int i = 0; i < 20_000; i++) {
                sum += plain.forward(input, 0)[0];
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                sum += plain.forward(input, 0)[0];
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(bytes < 1_000 && Float.isFinite(sum), bytes + " bytes");
        }
    }

    @Test
    void refuses_an_activation_that_acting_does_not_know() {
        assertThrows(IllegalArgumentException.class, () -> new PlainNetwork(WIDTHS, Activation.GELU));
    }

    @Test
    void first_weights_are_orthogonal_and_as_long_as_the_gain() {
        for (int[] shape : new int[][] {{4, 7}, {7, 4}, {64, 64}}) {
            int out = shape[0];
            int in = shape[1];
            float[] w = Orthogonal.weights(Seeds.of(3), out, in, 2);
            boolean tall = out > in;
            int count = Math.min(out, in);
            for (int a = 0; a < count; a++) {
                for (int b = 0; b <= a; b++) {
                    double product = 0;
                    for (int k = 0; k < Math.max(out, in); k++) {
                        product += tall ? w[k * in + a] * w[k * in + b] : w[a * in + k] * w[b * in + k];
                    }
                    assertEquals(a == b ? 4 : 0, product, 1e-5);
                }
            }
        }
    }
}
