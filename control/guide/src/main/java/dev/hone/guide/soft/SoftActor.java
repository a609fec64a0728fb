package dev.hone.guide.soft;

import dev.hone.core.Seeds;
import dev.hone.guide.neural.Actor;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Network;
import dev.hone.learn.NetworkPolicy;
import dev.hone.learn.PlainNetwork;
import dev.hone.learn.RunningNorm;
import dev.hone.learn.Space;
import dev.hone.tensor.Activation;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A policy of real numbers that learns: features to a {@link Bell}. */
final class SoftActor implements Actor {
    static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-8, 0);

    private final Space observations;
    private final Space.Box actions;
    private final Parameters parameters = new Parameters();
    private final Network network;
    private final PlainNetwork plain;
    private final AdamW optimizer;
    private final double rate;

    SoftActor(Space observations, Space.Box actions, List<Integer> widths, double rate, Seeds seeds) {
        this.observations = observations;
        this.actions = actions;
        this.rate = rate;
        network = new Network(parameters, "actor", widths, Activation.RELU, 0.01, seeds);
        plain = network.plain();
        optimizer = new AdamW(parameters, ADAM);
    }

    /** The policy in n places, differentiable. */
    Bell at(Tensor features) {
        return Bell.of(network.forward(features));
    }

    /** One step downhill of a single number. */
    void descend(Tensor loss) {
        parameters.zeroGradients();
        loss.backward();
        optimizer.step(rate);
    }

    @Override
    public void refresh() {
        network.copyTo(plain);
    }

    @Override
    public void begin() {}

    @Override
    public void act(float[] features, RandomGenerator random, float[] raw) {
        float[] outputs = plain.forward(features, 0); // reads no further than what the student sees
        for (int i = 0; i < raw.length; i++) {
            double deviation = Math.exp(Bell.logDeviation(outputs[raw.length + i]));
            raw[i] = (float) Math.tanh(outputs[i] + deviation * random.nextGaussian());
        }
    }

    @Override
    public void did(float[] raw) {}

    @Override
    public NetworkPolicy policy() {
        return new NetworkPolicy(
                observations, actions, NetworkPolicy.Form.SQUASHED, plain, new RunningNorm(observations.size()));
    }

    @Override
    public void parts(String name, Map<String, Checkpointed.Part> to) {
        to.put(name + "-actor", Checkpointed.Part.of(parameters));
        to.put(name + "-actor-adam", Checkpointed.Part.of(optimizer));
    }

    @Override
    public void close() {
        optimizer.close();
        parameters.close();
    }
}
