package dev.hone.guide;

import dev.hone.core.Listener;
import dev.hone.guide.tabular.GuideResult;
import dev.hone.learn.Policy;

/** Training of one method in one environment with one seed. */
public interface Training extends AutoCloseable {
    /** Trains to the end of the budget. */
    GuideResult run(Listener listener);

    /** The policy that is handed over; valid until this is closed. */
    Policy policy();

    /** Gives back what it holds outside of Java; tables hold nothing. */
    @Override
    default void close() {}
}
