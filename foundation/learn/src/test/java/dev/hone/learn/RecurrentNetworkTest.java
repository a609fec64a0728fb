package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.artifact.Artifact;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecurrentNetworkTest {
    private static final RecurrentNetwork.Shape SHAPE = new RecurrentNetwork.Shape(5, 8, 3);
    private static final int TIME = 6;

    @TempDir
    private Path folder;

    private static float[] inputs(int count) {
        RandomStream random = new RandomStream(4);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static RecurrentNetwork network(Parameters parameters) {
        return new RecurrentNetwork(parameters, "net", SHAPE, 1, Seeds.of(3));
    }

    @Test
    void acting_step_by_step_gives_what_training_gives_at_once() {
        try (Parameters parameters = new Parameters();
                var _ = new Scope()) {
            RecurrentNetwork network = network(parameters);
            for (String name : parameters.byName().keySet()) { // biases count too
                float[] values = parameters.get(name).floats();
                float[] noise = inputs(values.length);
                for (int i = 0; i < values.length; i++) {
                    values[i] += 0.3f * noise[i];
                }
                parameters.set(name, values);
            }
            float[] x = inputs(TIME * 5);
            float[] all = network.forward(Tensor.of(x, TIME, 1, 5)).floats();
            PlainRecurrent plain = network.plain();
            for (int episode = 0; episode < 2; episode++) {
                plain.begin();
                for (int t = 0; t < TIME; t++) {
                    float[] seen = java.util.Arrays.copyOfRange(x, t * 5, t * 5 + 5);
                    float[] expected = java.util.Arrays.copyOfRange(all, t * 3, t * 3 + 3);
                    assertArrayEquals(expected, plain.forward(seen), 1e-5f, "step " + t);
                }
            }
        }
    }

    /** One unit, no biases: z = s(0.5 x), r = s(x), n = tanh(2 x + r * 3 h), h = (1 - z) n + z h. */
    @Test
    void the_unit_computes_what_it_should_by_hand() {
        try (Parameters parameters = new Parameters();
                var _ = new Scope()) {
            var network = new RecurrentNetwork(parameters, "net", new RecurrentNetwork.Shape(1, 1, 1), 1, Seeds.of(3));
            parameters.set("net.in.weight", new float[] {1});
            parameters.set("net.gru.input", new float[] {1, 0.5f, 2});
            parameters.set("net.gru.state", new float[] {0, 0, 3});
            parameters.set("net.out.weight", new float[] {10});
            float[] out =
                    network.forward(Tensor.of(new float[] {1, 2}, 2, 1, 1)).floats();
            double h1 = (1 - sigmoid(0.5)) * Math.tanh(2);
            double h2 = (1 - sigmoid(1)) * Math.tanh(4 + sigmoid(2) * 3 * h1) + sigmoid(1) * h1;
            assertEquals(10 * h1, out[0], 1e-5);
            assertEquals(10 * h2, out[1], 1e-5);
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void a_policy_remembers_what_it_saw_and_forgets_at_the_beginning() {
        try (Parameters parameters = new Parameters()) {
            PlainRecurrent plain = network(parameters).plain();
            Space box = Space.Box.of(2, 0, 1);
            RecurrentPolicy policy = new RecurrentPolicy(box, new Space.Discrete(3), plain);
            float[] action = new float[1];
            int[][] chosen = new int[2][20];
            for (int episode = 0; episode < 2; episode++) {
                policy.begin();
                for (int t = 0; t < 20; t++) {
                    policy.act(new float[] {1, t % 3}, new RandomStream(0), action);
                    chosen[episode][t] = (int) action[0];
                }
            }
            assertArrayEquals(chosen[0], chosen[1]);
        }
    }

    @Test
    void a_saved_policy_does_the_same_and_a_damaged_one_is_refused() {
        try (Parameters parameters = new Parameters()) {
            Space box = Space.Box.of(2, 0, 1);
            RecurrentPolicy policy = new RecurrentPolicy(
                    box, new Space.Discrete(3), network(parameters).plain());
            Path target = folder.resolve("policy");
            var card = SavedPolicy.card("somewhere", policy, Map.of(), Map.of());
            Artifact.write(target, card, false, into -> SavedPolicy.fill(into, policy));
            Policy back = SavedPolicy.open(target).policy();
            policy.begin();
            back.begin();
            float[] one = new float[1];
            float[] two = new float[1];
            for (int t = 0; t < 20; t++) {
                float[] seen = {t % 2, t % 5};
                policy.act(seen, new RandomStream(0), one);
                back.act(seen, new RandomStream(0), two);
                assertEquals(one[0], two[0]);
            }
            var wrong = SavedPolicy.card(
                    "somewhere",
                    new RecurrentPolicy(
                            box, new Space.Discrete(3), new PlainRecurrent(new RecurrentNetwork.Shape(5, 9, 3))),
                    Map.of(),
                    Map.of());
            Path damaged = folder.resolve("damaged");
            Artifact.write(damaged, wrong, false, into -> SavedPolicy.fill(into, policy));
            assertThrows(HoneException.class, () -> SavedPolicy.open(damaged));
        }
    }

    @Test
    void a_network_of_another_size_is_refused() {
        var plain = new PlainRecurrent(SHAPE);
        assertThrows(
                IllegalArgumentException.class,
                () -> new RecurrentPolicy(Space.Box.of(3, 0, 1), new Space.Discrete(3), plain));
        assertThrows(IllegalArgumentException.class, () -> new RecurrentNetwork.Shape(0, 1, 1));
    }
}
