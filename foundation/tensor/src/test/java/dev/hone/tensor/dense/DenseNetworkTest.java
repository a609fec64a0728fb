package dev.hone.tensor.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hone.core.Seeds;
import dev.hone.tensor.Activation;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Functional;
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

class DenseNetworkTest {
    private static final List<Integer> WIDTHS = List.of(5, 24, 17, 3);
    private static final int N = 37;
    private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-5, 0);

    private static float[] first(String name, int out, int in, boolean last) {
        return Init.normal(Seeds.of(1).child(name), (long) out * in, last ? 0.3 : 1 / Math.sqrt(in));
    }

    private static DenseNetwork network(FlatParameters parameters, Activation activation, Kernels kernels) {
        DenseNetwork network = new DenseNetwork(parameters, "n", WIDTHS, activation, DenseNetworkTest::first, kernels);
        float[] bias = Init.normal(Seeds.of(2), 64, 0.1);
        for (int l = 0; l < 3; l++) {
            int columns = Kernels.padded(WIDTHS.get(l + 1));
            int end = l == 2 ? parameters.values().length : start(l + 1);
            System.arraycopy(bias, 0, parameters.values(), end - columns, WIDTHS.get(l + 1));
        }
        return network;
    }

    /** Where layer l begins. */
    private static int start(int l) {
        int at = 0;
        for (int k = 0; k < l; k++) {
            at += (WIDTHS.get(k) + 1) * Kernels.padded(WIDTHS.get(k + 1));
        }
        return at;
    }

    private static float[] inputs() {
        return Init.normal(Seeds.of(3), 5L * N, 1);
    }

    /** Half the mean square of the outputs, whose gradient by them is the outputs over n. */
    private static double learn(DenseNetwork network, float[] inputs) {
        float[] outputs = network.forward(inputs, 0, N);
        float[] gradients = network.outputGradients();
        double squares = 0;
        for (int r = 0; r < N; r++) {
            for (int o = 0; o < 3; o++) {
                float y = outputs[r * network.outputStride() + o];
                gradients[r * network.outputStride() + o] = y / N;
                squares += (double) y * y;
            }
        }
        return squares / N / 2;
    }

    @ParameterizedTest
    @EnumSource(names = {"TANH", "RELU"})
    void agrees_with_the_tensor_library(Activation activation) {
        FlatParameters flat = new FlatParameters();
        DenseNetwork network = network(flat, activation, Kernels.best());
        try (var parameters = new Parameters();
                var _ = new Scope()) {
            flat.save().forEach((name, data) -> parameters.add(name, data.floats(), data.shape()));
            Tensor x = Tensor.of(inputs(), N, 5).requireGradient();
            Tensor h = x;
            for (int l = 0; l < 3; l++) {
                h = Functional.linear(
                        l == 0 ? h : activation.apply(h),
                        parameters.get("n." + l + ".weight"),
                        parameters.get("n." + l + ".bias"));
            }
            Tensor loss = h.square().sum().mul(0.5 / N);
            loss.backward();

            assertEquals(loss.item(), learn(network, inputs()), 1e-6);
            network.backward();
            flat.save(flat.gradients(), "")
                    .forEach((name, gradient) -> assertArrayEquals(
                            parameters.get(name).gradient().floats(), gradient.floats(), 1e-5f, name));
            float[] byInputs = network.backwardToInputs();
            float[] expected = x.gradient().floats();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], byInputs[i / 5 * network.inputGradientStride() + i % 5], 1e-6f);
            }
        }
    }

    @Test
    void gradients_agree_with_differences() {
        FlatParameters flat = new FlatParameters();
        DenseNetwork network = network(flat, Activation.TANH, Kernels.best());
        learn(network, inputs());
        network.backward();
        float[] values = flat.values();
        for (int i = 0; i < values.length; i += 7) {
            float kept = values[i];
            values[i] = kept + 1e-2f;
            double more = learn(network, inputs());
            values[i] = kept - 1e-2f;
            double less = learn(network, inputs());
            values[i] = kept;
            boolean filling = flat.gradients()[i] == 0;
            double slope = (more - less) / 2e-2;
            assertEquals(filling ? 0 : slope, flat.gradients()[i], 2e-4 + 1e-3 * Math.abs(slope), "number " + i);
        }
    }

    @Test
    void vector_and_plain_instructions_learn_the_same_bits() {
        assertEquals(hash(new ScalarKernels()), hash(new VectorKernels()));
    }

    private static int hash(Kernels kernels) {
        FlatParameters flat = new FlatParameters();
        DenseNetwork network = network(flat, Activation.TANH, kernels);
        FlatAdam adam = new FlatAdam(flat, ADAM);
        for (int step = 0; step < 50; step++) {
            flat.zeroGradients();
            learn(network, inputs());
            network.backward();
            flat.clipGradients(0.1);
            adam.step(1e-3);
        }
        return Arrays.hashCode(flat.values());
    }

    @Test
    void a_row_has_the_same_bits_alone_and_among_others() {
        DenseNetwork network = network(new FlatParameters(), Activation.TANH, Kernels.best());
        int stride = network.outputStride();
        float[] all = network.forward(inputs(), 0, N).clone();
        for (int r = 0; r < N; r++) {
            float[] alone = network.forward(inputs(), 5 * r, 1);
            assertArrayEquals(Arrays.copyOfRange(all, r * stride, r * stride + 3), Arrays.copyOf(alone, 3));
        }
    }

    @Test
    void learning_allocates_nothing() {
        FlatParameters flat = new FlatParameters();
        DenseNetwork network = network(flat, Activation.TANH, Kernels.best());
        FlatAdam adam = new FlatAdam(flat, ADAM);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] inputs = inputs();
        long before = 0;
        for (int i = 0; i < 6_000; i++) { // vectors are boxed until the last compiler has seen them
            if (i == 5_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            flat.zeroGradients();
            learn(network, inputs);
            network.backward();
            network.backwardToInputs();
            flat.clipGradients(0.5);
            adam.step(1e-4);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 10_000, bytes + " bytes");
    }

    @Test
    void refuses_what_it_does_not_know() {
        assertThrows(
                IllegalArgumentException.class, () -> network(new FlatParameters(), Activation.GELU, Kernels.best()));
        assertThrows(IllegalArgumentException.class, () -> new FlatAdam(new FlatParameters(), AdamW.Settings.DEFAULT));
        FlatParameters twice = new FlatParameters();
        twice.addVector("a", new float[2]);
        assertThrows(IllegalArgumentException.class, () -> twice.addVector("a", new float[2]));
    }
}
