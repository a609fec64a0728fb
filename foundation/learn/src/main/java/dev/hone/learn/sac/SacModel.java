package dev.hone.learn.sac;

import dev.hone.core.Seeds;
import dev.hone.learn.Features;
import dev.hone.learn.Orthogonal;
import dev.hone.learn.PlainNetwork;
import dev.hone.learn.Space;
import dev.hone.tensor.Activation;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Init;
import dev.hone.tensor.dense.DenseNetwork;
import dev.hone.tensor.dense.FlatAdam;
import dev.hone.tensor.dense.FlatParameters;
import java.util.ArrayList;
import java.util.List;

/** Actor, twin critics, their slow targets and the temperature, each with its own optimiser. */
final class SacModel {
    private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-8, 0);

    final SoftForm form;
    final FlatParameters actorParameters = new FlatParameters();
    final DenseNetwork actor;
    final PlainNetwork acting;
    final TwinCritics critics;
    final TwinCritics targets;
    final FlatParameters temperature = new FlatParameters();
    final FlatAdam actorOptimizer;
    final FlatAdam criticOptimizer;
    final FlatAdam temperatureOptimizer;

    SacModel(Space observations, Space actions, SacSettings settings, Seeds seeds) {
        int width = Features.width(observations);
        form = switch (actions) {
            case Space.Discrete discrete -> new Choices(discrete.count(), settings.batch());
            case Space.Box box -> new SquashedGaussian(box, width, settings.batch());
        };
        List<Integer> widths = widths(width, settings.hidden(), form.outputs());
        actor = new DenseNetwork(
                actorParameters, "actor", widths, Activation.RELU, Orthogonal.first(0.01, seeds.child("actor")));
        acting = new PlainNetwork(widths, Activation.RELU);
        refresh();
        List<Integer> critic = widths(form.criticInputs(width), settings.hidden(), form.criticOutputs());
        critics = new TwinCritics(critic, seeds.child("critics"));
        targets = new TwinCritics(critic, seeds.child("critics"));
        temperature.addVector("log_alpha", Init.constant(1, Math.log(settings.firstTemperature())));
        actorOptimizer = new FlatAdam(actorParameters, ADAM);
        criticOptimizer = new FlatAdam(critics.parameters, ADAM);
        temperatureOptimizer = new FlatAdam(temperature, ADAM);
    }

    double alpha() {
        return Math.exp(temperature.values()[0]);
    }

    /** Lets the policy act with the weights of now. */
    void refresh() {
        acting.take(actor);
    }

    private static List<Integer> widths(int in, List<Integer> hidden, int out) {
        List<Integer> widths = new ArrayList<>(List.of(in));
        widths.addAll(hidden);
        widths.add(out);
        return widths;
    }
}
