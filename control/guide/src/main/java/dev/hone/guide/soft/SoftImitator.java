package dev.hone.guide.soft;

import dev.hone.guide.neural.Pupil;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * DAgger (Ross et al. 2011): walks by its own choices, is told the teacher's, and lessens {@code KL(teacher || student)}, which is the
 * cross-entropy to the teacher but for a constant. Where equal features hide different advice, the best is the advice's mean.
 */
final class SoftImitator extends Pupil<SoftBatch> {
    private final SoftActor actor;

    SoftImitator(SoftActor actor) {
        super(actor);
        this.actor = actor;
    }

    @Override
    public void learn(SoftBatch batch, double c, RandomGenerator random) {
        Tensor loss = batch.teacher().divergence(actor.at(batch.features())).mean();
        diverged(loss.item());
        actor.descend(loss);
    }

    /** How far the teacher is from it, [n], in nats. */
    Tensor divergences(SoftBatch batch) {
        return batch.teacher().divergence(actor.at(batch.features())).detach();
    }
}
