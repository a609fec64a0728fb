package dev.hone.guide.neural;

import dev.hone.learn.Checkpointed;
import dev.hone.learn.Policy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * One policy that learns from batches of what everybody lived. It owns its actor, and what it was built with beside it.
 *
 * @param <B> a batch, as tensors of an open scope
 */
public abstract class Pupil<B> implements Learnt {
    private final Actor actor;
    private final SequencedMap<Learnt, String> others = new LinkedHashMap<>();
    private double divergence = Double.NaN;

    protected Pupil(Actor actor) {
        this.actor = actor;
    }

    /** Takes over something that learns beside the actor; its checkpoint has the pupil's name and {@code suffix}. */
    protected final <L extends Learnt> L with(String suffix, L learnt) {
        others.put(learnt, suffix);
        return learnt;
    }

    /**
     * One update.
     *
     * @param c the teacher's weight; one who learns from reward or teacher alone doesn't look at it
     */
    public abstract void learn(B batch, double c, RandomGenerator random);

    /** Notes how far it was from the teacher in this batch. */
    protected final void diverged(double nats) {
        divergence = nats;
    }

    /** How far it was from the teacher in the last batch, in nats per step; NaN before the first, or without a teacher. */
    public final double divergence() {
        return divergence;
    }

    /** Acts with what was learnt up to the last {@link #refresh}. */
    public final Performer performer() {
        return actor;
    }

    /** Acts from now on with what was learnt. */
    public final void refresh() {
        actor.refresh();
    }

    /** The best action of what was learnt; goes on learning with this. */
    public final Policy policy() {
        return actor.policy();
    }

    @Override
    public final void parts(String name, Map<String, Checkpointed.Part> to) {
        actor.parts(name, to);
        others.forEach((learnt, suffix) -> learnt.parts(name + suffix, to));
    }

    @Override
    public final void close() {
        actor.close();
        others.keySet().forEach(Learnt::close);
    }
}
