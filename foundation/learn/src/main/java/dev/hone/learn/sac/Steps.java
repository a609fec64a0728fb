package dev.hone.learn.sac;

import dev.hone.learn.Replay;
import dev.hone.tensor.Tensor;

/**
 * A batch of the replay as tensors.
 *
 * @param features [n, width]
 * @param actions raw, [n, size]
 * @param rewards [n]
 * @param next features of what the step led to, [n, width]
 * @param going 0 where nothing can follow, 1 elsewhere, [n]
 */
record Steps(Tensor features, Tensor actions, Tensor rewards, Tensor next, Tensor going) {
    static Steps of(Replay.Batch batch) {
        int n = batch.size();
        return new Steps(
                Tensor.of(batch.features, n, batch.features.length / n),
                Tensor.of(batch.actions, n, batch.actions.length / n),
                Tensor.of(batch.rewards, n),
                Tensor.of(batch.next, n, batch.next.length / n),
                Tensor.of(batch.terminated, n).neg().add(1));
    }
}
