package dev.hone.learn.ppo;

import dev.hone.core.Seeds;
import dev.hone.learn.ActionDistribution;
import dev.hone.learn.Categorical;
import dev.hone.learn.DiagonalGaussian;
import dev.hone.learn.Features;
import dev.hone.learn.Orthogonal;
import dev.hone.learn.PlainNetwork;
import dev.hone.learn.Space;
import dev.hone.tensor.Activation;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.dense.DenseNetwork;
import dev.hone.tensor.dense.FlatAdam;
import dev.hone.tensor.dense.FlatParameters;
import java.util.ArrayList;
import java.util.List;

/** Two networks that share nothing, each with its own optimiser, so that each can have its own learning rate. */
final class ActorCritic {
    private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-5, 0);

    final FlatParameters actorParameters = new FlatParameters();
    final FlatParameters criticParameters = new FlatParameters();
    final FlatAdam actorOptimizer;
    final FlatAdam criticOptimizer;
    final ActionDistribution distribution;
    final DenseNetwork actor;
    final DenseNetwork critic;

    /** The actor as its policies have it: with the weights of the last {@link #refresh}. */
    final PlainNetwork acting;

    ActorCritic(Space observations, Space actions, List<Integer> hidden, double firstLogDeviation, Seeds seeds) {
        distribution = switch (actions) {
            case Space.Discrete discrete -> new Categorical(discrete.count());
            case Space.Box box -> new DiagonalGaussian(actorParameters, "actor", box, firstLogDeviation);
        };
        List<Integer> actorWidths = widths(observations, hidden, distribution.outputs());
        List<Integer> criticWidths = widths(observations, hidden, 1);
        var small = Orthogonal.first(0.01, seeds);
        actor = new DenseNetwork(actorParameters, "actor", actorWidths, Activation.TANH, small);
        critic =
                new DenseNetwork(criticParameters, "critic", criticWidths, Activation.TANH, Orthogonal.first(1, seeds));
        actorOptimizer = new FlatAdam(actorParameters, ADAM);
        criticOptimizer = new FlatAdam(criticParameters, ADAM);
        acting = new PlainNetwork(actorWidths, Activation.TANH);
        refresh();
    }

    private static List<Integer> widths(Space observations, List<Integer> hidden, int outputs) {
        List<Integer> widths = new ArrayList<>(List.of(Features.width(observations)));
        widths.addAll(hidden);
        widths.add(outputs);
        return widths;
    }

    /** Lets policies act with the weights of now. */
    void refresh() {
        acting.take(actor);
    }

    void zeroGradients() {
        actorParameters.zeroGradients();
        criticParameters.zeroGradients();
    }

    /** Carries the gradients by both networks' outputs on to their weights. */
    void backward() {
        actor.backward();
        critic.backward();
    }
}
