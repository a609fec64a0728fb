package dev.hone.guide.neural;

import dev.hone.learn.Checkpointed;
import dev.hone.learn.Policy;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One policy that learns from batches of what everybody lived.
 *
 * @param <B> a batch, as tensors of an open scope
 */
public interface Pupil<B> extends AutoCloseable {
    /** Acts with what was learnt up to the last {@link #refresh}. */
    Performer performer();

    /**
     * One update.
     *
     * @param c the teacher's weight; one who learns from reward or teacher alone doesn't look at it
     */
    void learn(B batch, double c, RandomGenerator random);

    /** How far it was from the teacher in the last batch, in nats per step; NaN before the first, or without a teacher. */
    double divergence();

    /** Acts from now on with what was learnt. */
    void refresh();

    /** The best action of what was learnt; goes on learning with this. */
    Policy policy();

    /** Adds everything that later results depend on, under names that begin with {@code name}. */
    void parts(String name, Map<String, Checkpointed.Part> to);

    @Override
    void close();
}
