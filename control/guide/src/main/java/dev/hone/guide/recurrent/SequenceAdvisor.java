package dev.hone.guide.recurrent;

import dev.hone.guide.neural.Pupil;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * ADVISOR (Weihs et al. 2021): beside it an imitator learns from the teacher alone, and where that one can follow, so does this, with
 * the weight {@code exp(-sharpness KL(teacher || imitator))}; elsewhere it follows reward.
 */
final class SequenceAdvisor extends Pupil<Sequences> {
    private final SequenceActor actor;
    private final SequenceCritics reward;
    private final SequenceImitator imitator;
    private final double gamma;
    private final double temperature;
    private final double sharpness;

    SequenceAdvisor(
            SequenceActor actor,
            SequenceCritics reward,
            SequenceImitator imitator,
            double gamma,
            double temperature,
            double sharpness) {
        super(actor);
        this.actor = actor;
        this.reward = with("-reward", reward);
        this.imitator = with("-imitator", imitator);
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
        diverged(batch.mean(advice).item());
        actor.descend(batch.mean(w.mul(advice).add(w.neg().add(1).mul(soft))));
    }
}
