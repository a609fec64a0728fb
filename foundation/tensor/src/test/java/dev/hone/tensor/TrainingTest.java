package dev.hone.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-8, 0);

    /** XOR, the smallest function that needs a hidden layer. */
    private static final float[] INPUTS = {0, 0, 0, 1, 1, 0, 1, 1};

    private static final float[] TARGETS = {0, 1, 1, 0};

    private static double xorStep(Mlp network, Parameters parameters, AdamW adam) {
        try (var _ = new Scope()) {
            parameters.zeroGradients();
            Tensor logits = network.forward(Tensor.of(INPUTS, 4, 2)); // [4, 1]
            Tensor loss = Functional.binaryCrossEntropy(logits, Tensor.of(TARGETS, 4, 1));
            loss.backward();
            adam.step(0.03);
            return loss.item();
        }
    }

    @Test
    void a_small_network_learns_and_the_same_seed_gives_the_same_numbers() {
        double[] losses = new double[2];
        for (int run = 0; run < 2; run++) {
            try (var parameters = new Parameters()) {
                var network = new Mlp(parameters, "xor", List.of(2, 8, 1), Activation.TANH, Seeds.of(1));
                try (var adam = new AdamW(parameters, ADAM)) {
                    for (int i = 0; i < 300; i++) {
                        losses[run] = xorStep(network, parameters, adam);
                    }
                }
            }
        }
        assertTrue(losses[0] < 0.05, "loss " + losses[0]);
        assertEquals(losses[0], losses[1]);
    }

    @Test
    void a_resumed_training_takes_the_same_steps(@TempDir Path folder) {
        Path file = folder.resolve("state.safetensors");
        try (var whole = new Parameters();
                var resumed = new Parameters()) {
            var network = new Mlp(whole, "xor", List.of(2, 4, 1), Activation.GELU, Seeds.of(2));
            try (var adam = new AdamW(whole, AdamW.Settings.DEFAULT)) {
                for (int i = 0; i < 20; i++) {
                    if (i == 10) {
                        var state = new LinkedHashMap<>(whole.save());
                        state.putAll(adam.save());
                        Safetensors.write(file, state, Map.of());
                    }
                    xorStep(network, whole, adam);
                }
            }
            var again = new Mlp(resumed, "xor", List.of(2, 4, 1), Activation.GELU, Seeds.of(3));
            try (var adam = new AdamW(resumed, AdamW.Settings.DEFAULT);
                    var state = Safetensors.open(file)) {
                resumed.load(state);
                adam.load(state);
                assertEquals(10, adam.steps());
                for (int i = 0; i < 10; i++) {
                    xorStep(again, resumed, adam);
                }
            }
            whole.byName()
                    .forEach((name, p) ->
                            assertArrayEquals(p.floats(), resumed.get(name).floats(), name));
        }
    }

    /** The algorithm of the paper on one number, in plain Java. */
    @Test
    void adamw_follows_the_paper() {
        var settings = new AdamW.Settings(0.9, 0.99, 1e-6, 0.1);
        double w = 1;
        double m = 0;
        double v = 0;
        try (var parameters = new Parameters()) {
            Tensor p = parameters.add("w", new float[] {1}, 1, 1);
            Tensor b = parameters.add("b", new float[] {1}, 1);
            try (var adam = new AdamW(parameters, settings)) {
                for (int t = 1; t <= 10; t++) {
                    double rate = 0.1 / t;
                    try (var _ = new Scope()) {
                        parameters.zeroGradients();
                        p.square().sum().mul(3).backward();
                        b.mul(0).sum().backward();
                    }
                    adam.step(rate);
                    double g = 6 * w;
                    m = 0.9 * m + 0.1 * g;
                    v = 0.99 * v + 0.01 * g * g;
                    w -= rate * 0.1 * w;
                    w -= rate * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.99, t))) + 1e-6);
                }
            }
            assertEquals(w, p.floats()[0], 1e-5);
            assertEquals(1, b.floats()[0], "a vector is not decayed");
        }
    }

    @Test
    void gradients_are_clipped_by_their_common_norm() {
        try (var parameters = new Parameters()) {
            Tensor a = parameters.add("a", new float[] {3}, 1);
            Tensor b = parameters.add("b", new float[] {4}, 1);
            try (var _ = new Scope()) {
                a.square().sum().add(b.square().sum()).mul(0.5).backward(); // gradient (3, 4)
                assertEquals(5, parameters.clipGradients(1), 1e-6);
                assertEquals(0.6, a.gradient().item(), 1e-5);
                assertEquals(0.8, b.gradient().item(), 1e-5);
                assertEquals(1, parameters.clipGradients(10), 1e-5);
                assertEquals(0.6, a.gradient().item(), 1e-5);
                parameters.zeroGradients();
                assertEquals(0, a.gradient().item());
            }
        }
    }

    @Test
    void parameters_follow_others_a_share_of_the_way() {
        try (var leader = new Parameters();
                var follower = new Parameters();
                var _ = new Scope()) {
            leader.add("a", new float[] {4, 8}, 2);
            Tensor a = follower.add("a", new float[] {0, 4}, 2);
            follower.follow(leader, 0.25);
            assertArrayEquals(new float[] {1, 5}, a.floats());
            follower.follow(leader, 1);
            assertArrayEquals(new float[] {4, 8}, a.floats());
        }
    }

    @Test
    void parameters_that_are_not_trained_get_no_gradient() {
        try (var parameters = new Parameters();
                var others = new Parameters();
                var _ = new Scope()) {
            Tensor a = parameters.add("a", new float[] {2}, 1);
            Tensor b = others.add("b", new float[] {3}, 1);
            parameters.train(false);
            a.mul(b).sum().backward();
            assertEquals(2, b.gradient().item());
            assertThrows(IllegalStateException.class, a::gradient);
            parameters.train(true);
            a.mul(b).sum().backward();
            assertEquals(3, a.gradient().item());
        }
    }

    @Test
    void parameters_keep_their_order_and_refuse_strangers(@TempDir Path folder) {
        Path file = folder.resolve("p.safetensors");
        try (var parameters = new Parameters()) {
            parameters.add("z", new float[] {1}, 1);
            parameters.add("a", new float[] {1, 2}, 2);
            assertEquals(List.of("z", "a"), List.copyOf(parameters.byName().keySet()));
            assertEquals(3, parameters.count());
            assertThrows(IllegalArgumentException.class, () -> parameters.add("z", new float[] {1}, 1));
            assertThrows(IllegalArgumentException.class, () -> parameters.get("y"));
            Safetensors.write(
                    file,
                    Map.of("z", TensorData.of(new float[] {5}, 1), "a", TensorData.of(new float[] {5}, 1)),
                    Map.of());
            try (var wrong = Safetensors.open(file)) {
                HoneException e = assertThrows(HoneException.class, () -> parameters.load(wrong));
                assertTrue(e.problem().contains("'a' has the shape [1] where [2]"), e.problem());
            }
        }
    }

    @Test
    void learning_rates_rise_and_fall() {
        LearningRate cosine = LearningRate.cosine(2, 10, 110);
        assertEquals(0.2, cosine.at(0), 1e-12);
        assertEquals(2, cosine.at(9), 1e-12);
        assertEquals(2, cosine.at(10), 1e-12);
        assertEquals(1, cosine.at(60), 1e-12);
        assertEquals(0, cosine.at(110), 1e-12);
        assertEquals(0, cosine.at(1000), 1e-12);
        LearningRate linear = LearningRate.linear(2, 0, 100);
        assertEquals(2, linear.at(0), 1e-12);
        assertEquals(0.5, linear.at(75), 1e-12);
        assertEquals(3, LearningRate.constant(3).at(7));
    }
}
