package dev.hone.steer;

import dev.hone.core.HoneException;

/**
 * A value and how much it counts.
 *
 * @param name under which it is asked for
 * @param beta nats per standard deviation of the reward; negative to get less of it
 */
public record Weighted(String name, Value value, double beta) {
    public Weighted {
        if (!Double.isFinite(beta)) {
            throw new HoneException(
                    "The weight of the value '" + name + "' is " + beta + ".",
                    "give a number; 2 to 4 is strong, 0 is the model as it was, below 0 is away from the reward");
        }
    }

    /** A value by its own name. */
    public Weighted(Value value, double beta) {
        this(value.name(), value, beta);
    }

    /** For example {@code positivity:2}. */
    @Override
    public String toString() {
        return name + ":" + (beta == Math.rint(beta) && Math.abs(beta) < 1e9 ? "" + (long) beta : "" + beta);
    }
}
