package dev.hone.guide.recurrent;

import dev.hone.guide.neural.Pupil;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/** DAgger (Ross et al. 2011): walks by its own choices, is told the teacher's, and lessens the cross-entropy to it. */
final class SequenceImitator extends Pupil<Sequences> {
    private final SequenceActor actor;

    SequenceImitator(SequenceActor actor) {
        super(actor);
        this.actor = actor;
    }

    @Override
    public void learn(Sequences batch, double c, RandomGenerator random) {
        Tensor loss = batch.mean(divergences(batch, batch.before(actor.logProbabilities(batch))));
        diverged(loss.item());
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
}
