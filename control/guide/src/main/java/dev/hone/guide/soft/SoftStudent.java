package dev.hone.guide.soft;

import dev.hone.guide.neural.RewardPupil;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Soft actor-critic that is guided (Shenfeld et al. 2023, the form for real-valued actions). The teacher's critics are a cost to come,
 * the present step left out; that one stands in the actor's loss, where its derivative is exact. With KL(s) the divergence of the
 * policy from the teacher's and a' drawn from the policy of now:
 *
 * <pre>
 * y_R = r + gamma (1 - terminated) (min Q_R'(s', a') - alpha log pi(a'|s'))
 * y_I =     gamma (1 - terminated) (max Q_I'(s', a') + KL(s'))
 * actor: mean alpha log pi(a|s) - min Q_R(s, a) + c (KL(s) + max Q_I(s, a))
 * </pre>
 *
 * Without the teacher's critics it is soft actor-critic, and with c = 0 it is the same to the bit.
 */
final class SoftStudent extends RewardPupil<SoftBatch> {
    /** Actions of the policy that an advantage is measured against. */
    private static final int DRAWS = 4;

    private final SoftActor actor;
    private final SoftCritics critics;
    private final Temperature temperature;
    private final double gamma;
    private final boolean guided;

    /** @param guided whether the critics have a second pair */
    SoftStudent(SoftActor actor, SoftCritics critics, Temperature temperature, double gamma, boolean guided) {
        super(actor);
        this.actor = actor;
        this.critics = with("", critics);
        this.temperature = with("", temperature);
        this.gamma = gamma;
        this.guided = guided;
    }

    @Override
    public void learn(SoftBatch batch, double c, RandomGenerator random) {
        double alpha = temperature.value();
        critics.learn(batch, targets(batch, alpha, random));
        Bell bell = actor.at(batch.features());
        Bell.Drawn drawn = bell.draw(random);
        Tensor values = critics.judge(batch.features(), drawn.actions());
        Tensor loss = drawn.logDensity().mul(alpha).sub(SoftCritics.least(values, 0)); // [n]
        if (guided) {
            Tensor now = bell.divergence(batch.teacher());
            diverged(now.mean().item());
            loss = loss.add(now.add(SoftCritics.most(values, 1)).mul(c));
        }
        actor.descend(loss.mean());
        temperature.move(-drawn.logDensity().mean().item());
    }

    /** [critics, n]. */
    private Tensor targets(SoftBatch batch, double alpha, RandomGenerator random) {
        try (var _ = new NoGrad()) {
            Bell bell = actor.at(batch.next());
            Bell.Drawn drawn = bell.draw(random);
            Tensor values = critics.foresee(batch.next(), drawn.actions());
            Tensor reward = SoftCritics.least(values, 0).sub(drawn.logDensity().mul(alpha));
            Tensor y = batch.rewards().add(discounted(batch, reward));
            if (!guided) {
                return Tensor.stack(0, y, y);
            }
            Tensor cost = SoftCritics.most(values, 1).add(bell.divergence(batch.nextTeacher()));
            Tensor z = discounted(batch, cost);
            return Tensor.stack(0, y, y, z, z);
        }
    }

    /** Values are soft: they hold what later entropy is worth to this policy. */
    @Override
    public Tensor advantages(SoftBatch batch, RandomGenerator random) {
        try (var _ = new NoGrad()) {
            Bell bell = actor.at(batch.features());
            Tensor done = SoftCritics.least(critics.foresee(batch.features(), batch.actions()), 0);
            Tensor usual = Tensor.zeros(done.shape());
            for (int i = 0; i < DRAWS; i++) {
                Tensor actions = bell.draw(random).actions();
                usual = usual.add(SoftCritics.least(critics.foresee(batch.features(), actions), 0));
            }
            return done.sub(usual.mul(1.0 / DRAWS));
        }
    }

    private Tensor discounted(SoftBatch batch, Tensor future) {
        return batch.going().mul(future).mul(gamma);
    }
}
