package dev.hone.guide.recurrent;

import dev.hone.guide.neural.Performer;
import dev.hone.guide.neural.Pupil;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Policy;
import dev.hone.tensor.Tensor;
import java.util.Map;
import java.util.random.RandomGenerator;

/** DAgger (Ross et al. 2011): walks by its own choices, is told the teacher's, and lessens the cross-entropy to it. */
final class SequenceImitator implements Pupil<Sequences> {
    private final SequenceActor actor;
    private double divergence = Double.NaN;

    SequenceImitator(SequenceActor actor) {
        this.actor = actor;
    }

    @Override
    public void learn(Sequences batch, double c, RandomGenerator random) {
        Tensor loss = batch.mean(divergences(batch, batch.before(actor.logProbabilities(batch))));
        divergence = loss.item();
        actor.descend(loss);
    }

    /** KL(teacher || policy) at every step, [time, batch], for log-probabilities [time, batch, actions]. */
    static Tensor divergences(Sequences batch, Tensor logPi) {
        Tensor advice = batch.before(batch.advice());
        return advice.exp().mul(advice.sub(logPi)).sum(2, false);
    }

    /** How far the teacher is from it at every step, [time, batch]; not differentiable. */
    Tensor divergences(Sequences batch) {
        return divergences(batch, batch.before(actor.logProbabilities(batch))).detach();
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
    }

    @Override
    public void close() {
        actor.close();
    }
}
