package dev.hone.guide.recurrent;

import dev.hone.core.Seeds;
import dev.hone.guide.neural.Learnt;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.RecurrentNetwork;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.Map;

/** Two critics of one thing, reward or teacher, as two heads on one memory, with slow targets; the smaller value is believed. */
final class SequenceCritics implements Learnt {
    private final Parameters parameters = new Parameters();
    private final Parameters slow = new Parameters();
    private final RecurrentNetwork critics;
    private final RecurrentNetwork targets;
    private final AdamW optimizer;
    private final int choices;
    private final double unit;
    private final double rate;
    private final double tau;

    /** @param unit what an output of 1 stands for */
    SequenceCritics(int in, int memory, int choices, double unit, double rate, double tau, Seeds seeds) {
        this.choices = choices;
        this.unit = unit;
        this.rate = rate;
        this.tau = tau;
        var shape = new RecurrentNetwork.Shape(in, memory, 2 * choices);
        critics = new RecurrentNetwork(parameters, "critics", shape, 1, seeds);
        targets = new RecurrentNetwork(slow, "critics", shape, 1, seeds);
        optimizer = new AdamW(parameters, SequenceActor.ADAM);
    }

    /** The smaller of both slow values of every choice at every moment: [time + 1, batch, actions]. Not differentiable. */
    Tensor foresee(Sequences batch) {
        try (var _ = new NoGrad()) {
            Tensor both = targets.forward(batch.seen()).mul(unit); // [time + 1, batch, 2 actions]
            return both.narrow(2, 0, choices).minimum(both.narrow(2, choices, choices));
        }
    }

    /** One step towards the targets y, [time, batch], by the mean squared error of each; the slow ones follow. */
    void learn(Sequences batch, Tensor y) {
        Tensor both = batch.before(critics.forward(batch.seen()));
        Tensor aim = y.mul(1 / unit);
        Tensor loss =
                error(batch, both.narrow(2, 0, choices), aim).add(error(batch, both.narrow(2, choices, choices), aim));
        parameters.zeroGradients();
        loss.backward();
        optimizer.step(rate);
        slow.follow(parameters, tau);
    }

    private static Tensor error(Sequences batch, Tensor values, Tensor aim) {
        Tensor chosen = values.gather(2, batch.actions()).reshape(aim.shape());
        return batch.mean(chosen.sub(aim).square());
    }

    @Override
    public void parts(String name, Map<String, Checkpointed.Part> to) {
        to.put(name, Checkpointed.Part.of(parameters));
        to.put(name + "-slow", Checkpointed.Part.of(slow));
        to.put(name + "-adam", Checkpointed.Part.of(optimizer));
    }

    @Override
    public void close() {
        optimizer.close();
        slow.close();
        parameters.close();
    }
}
