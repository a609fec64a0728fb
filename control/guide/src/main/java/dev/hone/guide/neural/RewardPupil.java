package dev.hone.guide.neural;

import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A pupil with critics of the reward alone.
 *
 * @param <B> a batch, as tensors of an open scope
 */
public abstract class RewardPupil<B> extends Pupil<B> {
    protected RewardPupil(Actor actor) {
        super(actor);
    }

    /**
     * What each step's action is worth more than what this policy does there, in units of reward: the batch's shape. Not
     * differentiable.
     *
     * @param random for policies over which an expectation has to be drawn
     */
    public abstract Tensor advantages(B batch, RandomGenerator random);
}
