package dev.hone.learn.sac;

import dev.hone.core.Seeds;
import dev.hone.learn.Network;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Parameters;
import java.util.List;

/** Two critics that learn from the same steps; the smaller of both is believed (Fujimoto et al. 2018). */
final class TwinCritics implements AutoCloseable {
    final Parameters parameters = new Parameters();
    final Network one;
    final Network two;

    TwinCritics(List<Integer> widths, Seeds seeds) {
        one = new Network(parameters, "one", widths, Activation.RELU, 1, seeds);
        two = new Network(parameters, "two", widths, Activation.RELU, 1, seeds);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
