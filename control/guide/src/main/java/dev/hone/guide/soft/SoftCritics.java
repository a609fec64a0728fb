package dev.hone.guide.soft;

import dev.hone.core.Seeds;
import dev.hone.guide.neural.Learnt;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Ensemble;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Critics in pairs, with slow targets: the first pair values reward, the second, where there is one, the teacher. They share nothing
 * but native calls, so that reward's critics are the same to the bit whether the teacher's are there or not.
 */
final class SoftCritics implements Learnt {
    private final Parameters parameters = new Parameters();
    private final Parameters slow = new Parameters();
    private final Ensemble critics;
    private final Ensemble targets;
    private final AdamW optimizer;
    private final double rate;
    private final double tau;

    SoftCritics(int pairs, List<Integer> widths, double rate, double tau, Seeds seeds) {
        this.rate = rate;
        this.tau = tau;
        critics = new Ensemble(parameters, "critics", 2 * pairs, widths, seeds);
        targets = new Ensemble(slow, "critics", 2 * pairs, widths, seeds);
        optimizer = new AdamW(parameters, SoftActor.ADAM);
    }

    /** What the actor is led by: [critics, n], differentiable by the actions only. */
    Tensor judge(Tensor features, Tensor actions) {
        parameters.train(false);
        Tensor values = values(critics, features, actions);
        parameters.train(true);
        return values;
    }

    /** What targets are made of: [critics, n]. */
    Tensor foresee(Tensor features, Tensor actions) {
        return values(targets, features, actions);
    }

    private static Tensor values(Ensemble ensemble, Tensor features, Tensor actions) {
        Tensor all = ensemble.forward(Tensor.cat(1, features, actions)); // [critics, n, 1]
        return all.reshape(all.size(0), all.size(1));
    }

    /** One step towards the targets y, [critics, n], by the mean squared error of each critic; the slow ones follow. */
    void learn(SoftBatch batch, Tensor y) {
        Tensor loss = values(critics, batch.features(), batch.actions())
                .sub(y)
                .square()
                .mean(1, false)
                .sum();
        parameters.zeroGradients();
        loss.backward();
        optimizer.step(rate);
        slow.follow(parameters, tau);
    }

    /** The smaller of a pair's values, [n]: pessimism about a reward. */
    static Tensor least(Tensor values, int pair) {
        return values.select(0, 2L * pair).minimum(values.select(0, 2L * pair + 1));
    }

    /** The larger of a pair's values, [n]: pessimism about a cost. */
    static Tensor most(Tensor values, int pair) {
        return values.select(0, 2L * pair).maximum(values.select(0, 2L * pair + 1));
    }

    @Override
    public void parts(String name, Map<String, Checkpointed.Part> to) {
        to.put(name + "-critics", Checkpointed.Part.of(parameters));
        to.put(name + "-targets", Checkpointed.Part.of(slow));
        to.put(name + "-critics-adam", Checkpointed.Part.of(optimizer));
    }

    @Override
    public void close() {
        optimizer.close();
        slow.close();
        parameters.close();
    }
}
