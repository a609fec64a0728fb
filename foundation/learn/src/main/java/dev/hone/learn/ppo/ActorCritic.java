package dev.hone.learn.ppo;

import dev.hone.core.Seeds;
import dev.hone.learn.ActionDistribution;
import dev.hone.learn.Categorical;
import dev.hone.learn.DiagonalGaussian;
import dev.hone.learn.Features;
import dev.hone.learn.Network;
import dev.hone.learn.PlainNetwork;
import dev.hone.learn.Space;
import dev.hone.tensor.Activation;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Two networks that share nothing, each with its own optimiser, so that each can have its own learning rate. */
final class ActorCritic implements AutoCloseable {
    private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-5, 0);

    final Parameters actorParameters = new Parameters();
    final Parameters criticParameters = new Parameters();
    final AdamW actorOptimizer;
    final AdamW criticOptimizer;
    final ActionDistribution distribution;
    final PlainNetwork actor;
    final PlainNetwork critic;

    private final Network actorNetwork;
    private final Network criticNetwork;

    ActorCritic(Space observations, Space actions, List<Integer> hidden, double firstLogDeviation, Seeds seeds) {
        distribution = switch (actions) {
            case Space.Discrete discrete -> new Categorical(discrete.count());
            case Space.Box box -> new DiagonalGaussian(actorParameters, "actor", box, firstLogDeviation);
        };
        List<Integer> actorWidths = widths(observations, hidden, distribution.outputs());
        List<Integer> criticWidths = widths(observations, hidden, 1);
        actorNetwork = new Network(actorParameters, "actor", actorWidths, Activation.TANH, 0.01, seeds);
        criticNetwork = new Network(criticParameters, "critic", criticWidths, Activation.TANH, 1, seeds);
        actorOptimizer = new AdamW(actorParameters, ADAM);
        criticOptimizer = new AdamW(criticParameters, ADAM);
        actor = actorNetwork.plain();
        critic = criticNetwork.plain();
    }

    private static List<Integer> widths(Space observations, List<Integer> hidden, int outputs) {
        List<Integer> widths = new ArrayList<>(List.of(Features.width(observations)));
        widths.addAll(hidden);
        widths.add(outputs);
        return widths;
    }

    /** Lets the plain networks act with the weights of now. */
    void refresh() {
        actorNetwork.copyTo(actor);
        criticNetwork.copyTo(critic);
        if (distribution instanceof DiagonalGaussian gaussian) {
            gaussian.refresh();
        }
    }

    /** [n, width] to [n, outputs]. */
    Tensor act(Tensor features) {
        return actorNetwork.forward(features);
    }

    /** [n, width] to [n]. */
    Tensor value(Tensor features) {
        return criticNetwork.forward(features).reshape(-1);
    }

    void zeroGradients() {
        actorParameters.zeroGradients();
        criticParameters.zeroGradients();
    }

    @Override
    public void close() {
        actorOptimizer.close();
        criticOptimizer.close();
        actorParameters.close();
        criticParameters.close();
    }
}
