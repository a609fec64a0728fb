package dev.hone.guide.neural;

import dev.hone.tensor.Tensor;

/**
 * A batch of steps that somebody lived, whose rewards can be others.
 *
 * @param <B> the batch itself
 */
public interface Lived<B> {
    /** One for each step; its shape is the batch's. */
    Tensor rewards();

    /** What a student sees after each step: the batch's shape, then [width]. */
    Tensor led();

    /** The same steps with other rewards of the same shape. */
    B paying(Tensor others);
}
