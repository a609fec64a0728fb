package dev.hone.guide.soft;

import dev.hone.guide.neural.Pupil;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * ADVISOR (Weihs et al. 2021): beside it an imitator learns from the teacher alone, and where that one can follow, so does this:
 * {@code w KL(teacher || pi) + (1 - w) (alpha log pi - min Q_R)} with {@code w = exp(-sharpness KL(teacher || imitator))}.
 */
final class SoftAdvisor extends Pupil<SoftBatch> {
    private final SoftActor actor;
    private final SoftCritics critics;
    private final Temperature temperature;
    private final SoftImitator imitator;
    private final double gamma;
    private final double sharpness;

    SoftAdvisor(
            SoftActor actor,
            SoftCritics critics,
            Temperature temperature,
            SoftImitator imitator,
            double gamma,
            double sharpness) {
        super(actor);
        this.actor = actor;
        this.critics = with("", critics);
        this.temperature = with("", temperature);
        this.imitator = with("-imitator", imitator);
        this.gamma = gamma;
        this.sharpness = sharpness;
    }

    @Override
    public void learn(SoftBatch batch, double c, RandomGenerator random) {
        double alpha = temperature.value();
        imitator.learn(batch, 0, random);
        Tensor w = imitator.divergences(batch).mul(-sharpness).exp(); // [n]
        critics.learn(batch, targets(batch, alpha, random));
        Bell bell = actor.at(batch.features());
        Bell.Drawn drawn = bell.draw(random);
        Tensor values = critics.judge(batch.features(), drawn.actions());
        Tensor reward = drawn.logDensity().mul(alpha).sub(SoftCritics.least(values, 0));
        Tensor advice = batch.teacher().divergence(bell);
        diverged(advice.mean().item());
        actor.descend(w.mul(advice).add(w.neg().add(1).mul(reward)).mean());
        temperature.move(-drawn.logDensity().mean().item());
    }

    private Tensor targets(SoftBatch batch, double alpha, RandomGenerator random) {
        try (var _ = new NoGrad()) {
            Bell.Drawn drawn = actor.at(batch.next()).draw(random);
            Tensor future = SoftCritics.least(critics.foresee(batch.next(), drawn.actions()), 0)
                    .sub(drawn.logDensity().mul(alpha));
            Tensor y = batch.rewards().add(batch.going().mul(future).mul(gamma));
            return Tensor.stack(0, y, y);
        }
    }
}
