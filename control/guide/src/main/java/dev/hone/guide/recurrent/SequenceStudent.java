package dev.hone.guide.recurrent;

import dev.hone.guide.neural.RewardPupil;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Tensor;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The guided student that remembers (Shenfeld et al. 2023, the form for choices). Expectations over choices are exact. Q_I is the
 * imitation reward to come, the present step left out; that one, the teacher's log-probability L, stands in the actor's loss.
 *
 * <pre>
 * y_R = r + gamma (1 - terminated) sum_a' pi(a'|h') min Q_R'(h', a')
 * y_I =     gamma (1 - terminated) sum_a' pi(a'|h') (min Q_I'(h', a') + L(s', a'))
 * actor: mean sum_a pi(a|h) (temperature log pi(a|h) - min Q_R'(h, a) - c (min Q_I'(h, a) + L(s, a)))
 * </pre>
 *
 * Reward's critics and the teacher's share nothing, so that c = 0 is reward alone to the bit. Its divergence is the cross-entropy.
 */
final class SequenceStudent extends RewardPupil<Sequences> {
    private final SequenceActor actor;
    private final SequenceCritics reward;
    private final Optional<SequenceCritics> teacher;
    private final double gamma;
    private final double temperature;

    /**
     * A student.
     *
     * @param teacher critics of the teacher; empty for one that learns from reward alone
     * @param temperature what a nat of entropy is worth
     */
    SequenceStudent(
            SequenceActor actor,
            SequenceCritics reward,
            Optional<SequenceCritics> teacher,
            double gamma,
            double temperature) {
        super(actor);
        this.actor = actor;
        this.reward = with("-reward", reward);
        this.teacher = teacher;
        teacher.ifPresent(critics -> with("-teacher", critics));
        this.gamma = gamma;
        this.temperature = temperature;
    }

    @Override
    public void learn(Sequences batch, double c, RandomGenerator random) {
        Tensor logPi = actor.logProbabilities(batch); // [time + 1, batch, actions]
        Tensor nextPi = batch.after(logPi.detach().exp());
        Tensor qr = reward.foresee(batch);
        Tensor preference = qr;
        reward.learn(batch, batch.rewards().add(future(batch, nextPi, qr)));
        if (teacher.isPresent()) {
            Tensor qi = teacher.get().foresee(batch).add(batch.advice()); // this moment's word included
            teacher.get().learn(batch, future(batch, nextPi, qi));
            preference = qr.add(qi.mul(c));
        }
        Tensor now = batch.before(logPi);
        Tensor pi = now.exp();
        Tensor loss = pi.mul(now.mul(temperature).sub(batch.before(preference))).sum(2, false); // [time, batch]
        if (teacher.isPresent()) {
            Tensor cross = pi.detach().mul(batch.before(batch.advice())).sum(2, false);
            diverged(-batch.mean(cross).item());
        }
        actor.descend(batch.mean(loss));
    }

    @Override
    public Tensor advantages(Sequences batch, RandomGenerator random) {
        try (var _ = new NoGrad()) {
            Tensor pi = batch.before(actor.logProbabilities(batch)).exp();
            Tensor values = batch.before(reward.foresee(batch)); // [time, batch, actions]
            Tensor done =
                    values.gather(2, batch.actions()).reshape(batch.rewards().shape());
            return done.sub(pi.mul(values).sum(2, false));
        }
    }

    /** [time, batch]. */
    private Tensor future(Sequences batch, Tensor nextPi, Tensor values) {
        return nextPi.mul(batch.after(values)).sum(2, false).mul(batch.going()).mul(gamma);
    }
}
