package dev.hone.learn.sac;

import dev.hone.core.Seeds;
import dev.hone.learn.Orthogonal;
import dev.hone.tensor.Activation;
import dev.hone.tensor.dense.DenseNetwork;
import dev.hone.tensor.dense.FlatParameters;
import java.util.List;

/** Two critics that learn from the same steps; the smaller of both is believed (Fujimoto et al. 2018). */
final class TwinCritics {
    final FlatParameters parameters = new FlatParameters();
    final DenseNetwork one;
    final DenseNetwork two;

    TwinCritics(List<Integer> widths, Seeds seeds) {
        one = new DenseNetwork(parameters, "one", widths, Activation.RELU, Orthogonal.first(1, seeds));
        two = new DenseNetwork(parameters, "two", widths, Activation.RELU, Orthogonal.first(1, seeds));
    }
}
