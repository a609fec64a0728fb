package dev.hone.learn.sac;

import dev.hone.core.Seeds;
import dev.hone.learn.Features;
import dev.hone.learn.Network;
import dev.hone.learn.PlainNetwork;
import dev.hone.learn.Space;
import dev.hone.tensor.Activation;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Actor, twin critics, their slow targets and the temperature, each with its own optimiser. */
final class SacModel implements AutoCloseable {
    private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-8, 0);

    final SoftForm form;
    final Parameters actorParameters = new Parameters();
    final Network actor;
    final PlainNetwork plainActor;
    final TwinCritics critics;
    final TwinCritics targets;
    final Parameters temperature = new Parameters();
    final Tensor logAlpha;
    final AdamW actorOptimizer;
    final AdamW criticOptimizer;
    final AdamW temperatureOptimizer;

    SacModel(Space observations, Space actions, SacSettings settings, Seeds seeds) {
        form = switch (actions) {
            case Space.Discrete discrete -> new Choices(discrete.count());
            case Space.Box box -> new SquashedGaussian(box);
        };
        int width = Features.width(observations);
        actor = new Network(
                actorParameters,
                "actor",
                widths(width, settings.hidden(), form.outputs()),
                Activation.RELU,
                0.01,
                seeds.child("actor"));
        plainActor = actor.plain();
        List<Integer> critic = widths(form.criticInputs(width), settings.hidden(), form.criticOutputs());
        critics = new TwinCritics(critic, seeds.child("critics"));
        targets = new TwinCritics(critic, seeds.child("critics"));
        logAlpha = temperature.add("log_alpha", Init.constant(1, Math.log(settings.firstTemperature())), 1);
        actorOptimizer = new AdamW(actorParameters, ADAM);
        criticOptimizer = new AdamW(critics.parameters, ADAM);
        temperatureOptimizer = new AdamW(temperature, ADAM);
    }

    private static List<Integer> widths(int in, List<Integer> hidden, int out) {
        List<Integer> widths = new ArrayList<>(List.of(in));
        widths.addAll(hidden);
        widths.add(out);
        return widths;
    }

    @Override
    public void close() {
        actorOptimizer.close();
        criticOptimizer.close();
        temperatureOptimizer.close();
        temperature.close();
        targets.close();
        critics.close();
        actorParameters.close();
    }
}
