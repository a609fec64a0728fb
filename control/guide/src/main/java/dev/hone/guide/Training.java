package dev.hone.guide;

import dev.hone.core.Listener;
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

    /**
     * What may be spent; training ends with the episode that reaches either end.
     *
     * @param episodes of all policies together
     * @param steps of all policies together
     */
    record Budget(int episodes, long steps) {
        public Budget {
            if (episodes < 1 || steps < 1) {
                throw new IllegalArgumentException("a budget of " + episodes + " episodes and " + steps + " steps");
            }
        }

        /** The environment's usual number of episodes. */
        public static Budget usual(TaughtEnvironment environment) {
            return new Budget(environment.scale().episodes(), Long.MAX_VALUE);
        }

        /** The share of the budget that is gone; 1 or more at the end. */
        public double spent(int episodesNow, long stepsNow) {
            return Math.max((double) episodesNow / episodes, (double) stepsNow / steps);
        }
    }
}
