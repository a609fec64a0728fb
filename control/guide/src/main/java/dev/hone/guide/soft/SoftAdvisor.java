package dev.hone.guide.soft;

import dev.hone.guide.neural.Performer;
import dev.hone.guide.neural.Pupil;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Policy;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Tensor;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * ADVISOR (Weihs et al. 2021): beside it an imitator learns from the teacher alone, and where that one can follow, so does this:
 * {@code w KL(teacher || pi) + (1 - w) (alpha log pi - min Q_R)} with {@code w = exp(-sharpness KL(teacher || imitator))}.
 */
final class SoftAdvisor implements Pupil<SoftBatch> {
    private final SoftActor actor;
    private final SoftCritics critics;
    private final Temperature temperature;
    private final SoftImitator imitator;
    private final double gamma;
    private final double sharpness;
    private double divergence = Double.NaN;

    SoftAdvisor(
            SoftActor actor,
            SoftCritics critics,
            Temperature temperature,
            SoftImitator imitator,
            double gamma,
            double sharpness) {
        this.actor = actor;
        this.critics = critics;
        this.temperature = temperature;
        this.imitator = imitator;
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
        divergence = advice.mean().item();
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
        critics.parts(name, to);
        imitator.parts(name + "-imitator", to);
        to.put(name + "-temperature", Checkpointed.Part.of(temperature::save, temperature::restore));
    }

    @Override
    public void close() {
        actor.close();
        critics.close();
        imitator.close();
    }
}
