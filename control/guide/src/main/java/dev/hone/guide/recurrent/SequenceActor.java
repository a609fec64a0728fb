package dev.hone.guide.recurrent;

import dev.hone.core.Seeds;
import dev.hone.guide.neural.Actor;
import dev.hone.learn.Categorical;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Features;
import dev.hone.learn.PlainRecurrent;
import dev.hone.learn.RecurrentNetwork;
import dev.hone.learn.RecurrentPolicy;
import dev.hone.learn.Space;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A policy of choices that remembers the episode and learns. */
final class SequenceActor implements Actor {
    static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-8, 0);

    private final Space observations;
    private final Space.Discrete actions;
    private final Parameters parameters = new Parameters();
    private final RecurrentNetwork network;
    private final PlainRecurrent plain;
    private final AdamW optimizer;
    private final double rate;
    private final Categorical categorical;
    private final float[] seen;
    private final int width;

    SequenceActor(Space observations, Space.Discrete actions, int memory, double rate, Seeds seeds) {
        this.observations = observations;
        this.actions = actions;
        this.rate = rate;
        width = Features.width(observations);
        seen = new float[width + actions.count()];
        var shape = new RecurrentNetwork.Shape(seen.length, memory, actions.count());
        network = new RecurrentNetwork(parameters, "actor", shape, 0.01, seeds);
        plain = network.plain();
        optimizer = new AdamW(parameters, ADAM);
        categorical = new Categorical(actions.count());
    }

    /** Log-probabilities of all choices at every moment: [time + 1, batch, actions]. */
    Tensor logProbabilities(Sequences batch) {
        return Functional.logSoftmax(network.forward(batch.seen()), -1);
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
    public void begin() {
        plain.begin();
        Arrays.fill(seen, width, seen.length, 0);
    }

    @Override
    public void act(float[] features, RandomGenerator random, float[] raw) {
        System.arraycopy(features, 0, seen, 0, width);
        categorical.sample(plain.forward(seen), random, raw, 0);
    }

    @Override
    public void did(float[] raw) {
        Arrays.fill(seen, width, seen.length, 0);
        seen[width + (int) raw[0]] = 1;
    }

    @Override
    public RecurrentPolicy policy() {
        return new RecurrentPolicy(observations, actions, plain);
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
