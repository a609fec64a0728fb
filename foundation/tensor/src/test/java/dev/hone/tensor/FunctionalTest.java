package dev.hone.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.Seeds;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each function against its definition in plain Java. */
class FunctionalTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static final double[] X = {-2, -0.5, 0, 1.5};

    private static void assertValues(Tensor actual, double... expected) {
        assertArrayEquals(expected, actual.doubles(), 1e-5);
    }

    private static Tensor x() {
        return Tensor.of(X, 4);
    }

    private static double[] each(java.util.function.DoubleUnaryOperator f) {
        return java.util.Arrays.stream(X).map(f).toArray();
    }

    @Test
    void activations_follow_their_definitions() {
        assertValues(Functional.relu(x()), 0, 0, 0, 1.5);
        assertValues(Functional.sigmoid(x()), each(v -> 1 / (1 + Math.exp(-v))));
        assertValues(Functional.tanh(x()), each(Math::tanh));
        assertValues(Functional.silu(x()), each(v -> v / (1 + Math.exp(-v))));
        assertValues(Functional.softplus(x()), each(v -> Math.log1p(Math.exp(v))));
        assertValues(
                Functional.geluTanh(x()),
                each(v -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)))));
        assertValues(Functional.gelu(x()), -0.0455003, -0.1542688, 0, 1.3997892);
    }

    @Test
    void a_convolution_slides_its_kernel_over_time_between_zeros() {
        Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 1, 1, 4);
        Tensor weight = Tensor.of(new double[] {1, 0, -1}, 1, 1, 3);
        Tensor bias = Tensor.of(new double[] {0.5}, 1);
        assertValues(Functional.conv1d(x, weight, bias, 1, 1), -1.5, -1.5, -1.5, 3.5);
        assertValues(Functional.conv1d(x, weight, bias, 2, 1), -1.5, -1.5);
        assertValues(Functional.conv1d(x, weight, bias, 1, 0), -1.5, -1.5);
    }

    @Test
    void group_norm_gives_groups_of_channels_mean_0_and_variance_1() {
        Tensor x = Tensor.of(new double[] {1, 3, 5, 7}, 1, 2, 2);
        Tensor weight = Tensor.of(new double[] {1, 2}, 2);
        Tensor bias = Tensor.of(new double[] {0, 1}, 2);
        double root = Math.sqrt(5);
        assertValues(Functional.groupNorm(x, 1, weight, bias, 0), -3 / root, -1 / root, 1 + 2 / root, 1 + 6 / root);
        assertValues(Functional.groupNorm(x, 2, weight, bias, 0), -1, 1, -1, 3);
        assertValues(Functional.groupNorm(x, 2, weight, bias, 3), -0.5, 0.5, 0, 2);
    }

    @Test
    void softmax_sums_to_one_and_its_logarithm_is_logSoftmax() {
        Tensor p = Functional.softmax(x(), 0);
        assertEquals(1, p.sum().item(), 1e-12);
        assertValues(Functional.logSoftmax(x(), 0), p.log().doubles());
    }

    @Test
    void linear_multiplies_by_the_transposed_weight() {
        Tensor in = Tensor.of(new float[] {1, 2}, 1, 2);
        Tensor weight = Tensor.of(new float[] {1, 0, 0, 1, 1, 1}, 3, 2);
        assertValues(Functional.linear(in, weight), 1, 2, 3);
        assertValues(Functional.linear(in, weight, Tensor.of(new float[] {10, 20, 30}, 3)), 11, 22, 33);
    }

    @Test
    void embedding_takes_rows() {
        Tensor table = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        Tensor rows = Functional.embedding(table, Tensor.of(new int[] {2, 0}, 1, 2));
        assertArrayEquals(new long[] {1, 2, 2}, rows.shape());
        assertValues(rows, 5, 6, 1, 2);
        assertThrows(IllegalArgumentException.class, () -> Functional.embedding(table, Tensor.of(new int[] {3}, 1)));
    }

    @Test
    void norms_follow_their_definitions() {
        Tensor v = Tensor.of(new float[] {3, 4}, 1, 2);
        Tensor w = Tensor.of(new float[] {1, 2}, 2);
        double rms = Math.sqrt(12.5 + 1e-5);
        assertValues(Functional.rmsNorm(v, w, 1e-5), 3 / rms, 8 / rms);
        double deviation = Math.sqrt(0.25 + 1e-5);
        assertValues(
                Functional.layerNorm(v, w, Tensor.of(new float[] {10, 20}, 2), 1e-5),
                -0.5 / deviation + 10,
                1 / deviation + 20);
    }

    @Test
    void attention_looks_back_only_and_groups_share_keys() {
        int time = 3;
        Tensor q = Tensor.of(Init.normal(Seeds.of(1), 2L * time * 4, 1), 1, 2, time, 4);
        Tensor k = Tensor.of(Init.normal(Seeds.of(2), (long) time * 4, 1), 1, 1, time, 4);
        Tensor v = Tensor.of(Init.normal(Seeds.of(3), (long) time * 4, 1), 1, 1, time, 4);
        float[] out = Functional.causalAttention(q, k, v).floats();
        float[] qs = q.floats();
        float[] ks = k.floats();
        float[] vs = v.floats();
        for (int head = 0; head < 2; head++) {
            for (int t = 0; t < time; t++) {
                double total = 0;
                double[] mixed = new double[4];
                for (int s = 0; s <= t; s++) {
                    double score = 0;
                    for (int d = 0; d < 4; d++) {
                        score += qs[(head * time + t) * 4 + d] * ks[s * 4 + d];
                    }
                    double weight = Math.exp(score / 2);
                    total += weight;
                    for (int d = 0; d < 4; d++) {
                        mixed[d] += weight * vs[s * 4 + d];
                    }
                }
                for (int d = 0; d < 4; d++) {
                    assertEquals(mixed[d] / total, out[(head * time + t) * 4 + d], 1e-5);
                }
            }
        }
    }

    @Test
    void losses_are_mean_negative_log_likelihoods() {
        Tensor logits = Tensor.of(new float[] {0, 0, 2, 0}, 2, 2);
        double expected = (Math.log(2) + Math.log1p(Math.exp(2))) / 2;
        assertEquals(
                expected,
                Functional.crossEntropy(logits, Tensor.of(new int[] {0, 1}, 2)).item(),
                1e-6);
        Tensor target = Tensor.of(new float[] {0.25f}, 1);
        double soft = 0.25 * Math.log1p(Math.exp(-1)) + 0.75 * Math.log1p(Math.exp(1));
        assertEquals(
                soft, Functional.binaryCrossEntropy(Tensor.full(1, 1), target).item(), 1e-6);
    }

    @Test
    void layers_have_the_parameters_their_names_promise() {
        try (var parameters = new Parameters()) {
            var layers = List.of(
                    new Embedding(parameters, "e", 5, 4, 0.02, Seeds.of(1)),
                    new RmsNorm(parameters, "r", 4, 1e-6),
                    new LayerNorm(parameters, "l", 4, 1e-5),
                    new Mlp(parameters, "m", List.of(4, 3, 2), Activation.RELU, Seeds.of(1)));
            assertEquals(
                    List.of(
                            "e.weight",
                            "r.weight",
                            "l.weight",
                            "l.bias",
                            "m.0.weight",
                            "m.0.bias",
                            "m.1.weight",
                            "m.1.bias"),
                    List.copyOf(parameters.byName().keySet()));
            Tensor h = Tensor.of(new int[] {1, 2, 3}, 3);
            for (Layer layer : layers) {
                h = layer.forward(h);
            }
            assertArrayEquals(new long[] {3, 2}, h.shape());
            for (float value : parameters.get("m.0.weight").floats()) {
                assertEquals(0, value, 0.5);
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Mlp(parameters, "n", List.of(4), Activation.RELU, Seeds.of(1)));
        }
    }

    @Test
    void first_values_have_the_spread_asked_for_and_depend_on_the_seed_alone() {
        float[] normal = Init.normal(Seeds.of(4), 20_000, 0.5);
        double variance = 0;
        for (float value : normal) {
            variance += value * value;
        }
        assertEquals(0.25, variance / normal.length, 0.01);
        assertArrayEquals(normal, Init.normal(Seeds.of(4), 20_000, 0.5));
        assertArrayEquals(new float[] {2, 2}, Init.constant(2, 2));
    }
}
