package dev.hone.learn;

import dev.hone.core.Seeds;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Several networks of one shape that share nothing, computed together: rectifiers between linear layers, weights of all members in
 * one tensor a layer, so that small networks cost as many native calls as one. A member's values and gradients don't depend on
 * the others'.
 */
public final class Ensemble {
    private record Layer(Tensor weight, Tensor bias) {}

    private final List<Layer> layers = new ArrayList<>();

    /**
     * Adds parameters {@code NAME.0.weight} [members, in, out], {@code NAME.0.bias} [members, 1, out] and so on.
     *
     * @param widths of the input, each hidden layer and the output
     */
    public Ensemble(Parameters parameters, String name, int members, List<Integer> widths, Seeds seeds) {
        for (int l = 0; l + 1 < widths.size(); l++) {
            int in = widths.get(l);
            int out = widths.get(l + 1);
            double gain = l + 2 == widths.size() ? 1 : Math.sqrt(2);
            float[] all = new float[members * in * out];
            for (int m = 0; m < members; m++) {
                float[] own = Orthogonal.weights(seeds.child(name).child(m).child(l), in, out, gain);
                System.arraycopy(own, 0, all, m * in * out, in * out);
            }
            layers.add(new Layer(
                    parameters.add(name + "." + l + ".weight", all, members, in, out),
                    parameters.add(name + "." + l + ".bias", Init.constant((long) members * out, 0), members, 1, out)));
        }
    }

    /** [n, in], the same for all, to [members, n, out]. */
    public Tensor forward(Tensor x) {
        Tensor h = x;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            h = (l == 0 ? h : Functional.relu(h)).matmul(layer.weight()).add(layer.bias()); // [members, n, width]
        }
        return h;
    }
}
