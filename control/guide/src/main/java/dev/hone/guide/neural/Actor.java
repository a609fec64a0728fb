package dev.hone.guide.neural;

import dev.hone.learn.Policy;

/** A policy made of a network that learns. It acts with what it had learnt when it was refreshed last. */
public interface Actor extends Performer, Learnt {
    /** Acts from now on with what was learnt. */
    void refresh();

    /** The best action of what was learnt; goes on learning with this. */
    Policy policy();
}
