package dev.hone.guide.recurrent;

import dev.hone.guide.neural.Performer;
import dev.hone.guide.neural.Pupil;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Policy;
import dev.hone.tensor.Tensor;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * ADVISOR (Weihs et al. 2021): beside it an imitator learns from the teacher alone, and where that one can follow, so does this, with
 * the weight {@code exp(-sharpness KL(teacher || imitator))}; elsewhere it follows reward.
 */
final class SequenceAdvisor implements Pupil<Sequences> {
    private final SequenceActor actor;
    private final SequenceCritics reward;
    private final SequenceImitator imitator;
    private final double gamma;
    private final double temperature;
    private final double sharpness;
    private double divergence = Double.NaN;

    SequenceAdvisor(
            SequenceActor actor,
            SequenceCritics reward,
            SequenceImitator imitator,
            double gamma,
            double temperature,
            double sharpness) {
        this.actor = actor;
        this.reward = reward;
        this.imitator = imitator;
        this.gamma = gamma;
        this.temperature = temperature;
        this.sharpness = sharpness;
    }

    @Override
    public void learn(Sequences batch, double c, RandomGenerator random) {
        imitator.learn(batch, 0, random);
        Tensor w = imitator.divergences(batch).mul(-sharpness).exp(); // [time, batch]
        Tensor logPi = actor.logProbabilities(batch);
        Tensor qr = reward.foresee(batch);
        Tensor future = batch.after(logPi.detach().exp()).mul(batch.after(qr)).sum(2, false);
        reward.learn(batch, batch.rewards().add(future.mul(batch.going()).mul(gamma)));
        Tensor now = batch.before(logPi);
        Tensor soft = now.exp().mul(now.mul(temperature).sub(batch.before(qr))).sum(2, false);
        Tensor advice = SequenceImitator.divergences(batch, now);
        divergence = batch.mean(advice).item();
        actor.descend(batch.mean(w.mul(advice).add(w.neg().add(1).mul(soft))));
    }

    @Override
    public Performer performer() {
        return actor;
    }

    @Override
    public double divergence() {
        return divergence;
    }

    @Override
    public void refresh() {
        actor.refresh();
    }

    @Override
    public Policy policy() {
        return actor.policy();
    }

    @Override
    public void parts(String name, Map<String, Checkpointed.Part> to) {
        actor.parts(name, to);
        reward.parts(name + "-reward", to);
        imitator.parts(name + "-imitator", to);
    }

    @Override
    public void close() {
        actor.close();
        reward.close();
        imitator.close();
    }
}
