package dev.hone.learn.ppo;

import dev.hone.tensor.Tensor;

/**
 * Steps of a rollout as tensors; n of them, in any order.
 *
 * @param features [n, width]
 * @param raw the actions taken, [n, size]
 * @param logProbabilities of those under the rollout's policy, [n]
 * @param advantages [n]
 * @param returns [n]
 * @param values the rollout's critic's, [n]
 */
record Minibatch(
        Tensor features, Tensor raw, Tensor logProbabilities, Tensor advantages, Tensor returns, Tensor values) {
    /** The whole of a rollout. */
    static Minibatch of(Rollout rollout) {
        int n = rollout.size();
        return new Minibatch(
                Tensor.of(rollout.features, n, rollout.features.length / n),
                Tensor.of(rollout.raw, n, rollout.raw.length / n),
                Tensor.of(rollout.logProbabilities, n),
                Tensor.of(rollout.advantages, n),
                Tensor.of(rollout.returns, n),
                Tensor.of(rollout.values, n));
    }

    /** The steps with these numbers. */
    Minibatch pick(int[] rows) {
        Tensor index = Tensor.of(rows, rows.length);
        return new Minibatch(
                features.pick(0, index),
                raw.pick(0, index),
                logProbabilities.pick(0, index),
                advantages.pick(0, index),
                returns.pick(0, index),
                values.pick(0, index));
    }
}
