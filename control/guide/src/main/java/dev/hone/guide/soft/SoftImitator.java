package dev.hone.guide.soft;

import dev.hone.guide.neural.Performer;
import dev.hone.guide.neural.Pupil;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Policy;
import dev.hone.tensor.Tensor;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * DAgger (Ross et al. 2011): walks by its own choices, is told the teacher's, and lessens {@code KL(teacher || student)}, which is the
 * cross-entropy to the teacher but for a constant. Where equal features hide different advice, the best is the advice's mean.
 */
final class SoftImitator implements Pupil<SoftBatch> {
    private final SoftActor actor;
    private double divergence = Double.NaN;

    SoftImitator(SoftActor actor) {
        this.actor = actor;
    }

    @Override
    public void learn(SoftBatch batch, double c, RandomGenerator random) {
        Tensor loss = batch.teacher().divergence(actor.at(batch.features())).mean();
        divergence = loss.item();
        actor.descend(loss);
    }

    /** How far the teacher is from it, [n], in nats. */
    Tensor divergences(SoftBatch batch) {
        return batch.teacher().divergence(actor.at(batch.features())).detach();
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
