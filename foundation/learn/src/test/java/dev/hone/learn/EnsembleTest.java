package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hone.core.Seeds;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final List<Integer> WIDTHS = List.of(6, 32, 32, 1);
    private static final int N = 40;

    private static Tensor inputs() {
        RandomStream random = new RandomStream(4);
        float[] values = new float[N * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, N, 6);
    }

    private static Ensemble ensemble(Parameters parameters, int members) {
        return new Ensemble(parameters, "all", members, WIDTHS, Seeds.of(2));
    }

    @Test
    void a_member_gives_and_learns_the_same_to_the_bit_whoever_is_beside_it() {
        try (Parameters two = new Parameters();
                Parameters four = new Parameters();
                var _ = new Scope()) {
            Tensor x = inputs();
            Tensor ofTwo = ensemble(two, 2).forward(x); // [2, n, 1]
            Tensor ofFour = ensemble(four, 4).forward(x);
            assertArrayEquals(ofTwo.floats(), Arrays.copyOf(ofFour.floats(), 2 * N));
            ofTwo.square().mean(1, false).sum().backward();
            ofFour.square().mean(1, false).sum().backward();
            for (String name : two.byName().keySet()) {
                float[] own = two.get(name).gradient().floats();
                float[] same = Arrays.copyOf(four.get(name).gradient().floats(), own.length);
                assertArrayEquals(own, same, name);
            }
        }
    }

    @Test
    void members_differ_and_are_what_a_chain_of_layers_gives() {
        try (Parameters parameters = new Parameters();
                var _ = new Scope()) {
            Tensor x = inputs();
            float[] all = ensemble(parameters, 2).forward(x).floats();
            assertFalse(Arrays.equals(Arrays.copyOf(all, N), Arrays.copyOfRange(all, N, 2 * N)));
            Tensor h = x;
            for (int l = 0; l < 3; l++) {
                Tensor weight = parameters.get("all." + l + ".weight").select(0, 1); // [in, out]
                h = h.matmul(weight);
                h = l < 2 ? dev.hone.tensor.Functional.relu(h) : h;
            }
            assertArrayEquals(h.floats(), Arrays.copyOfRange(all, N, 2 * N), 1e-5f);
        }
    }
}
