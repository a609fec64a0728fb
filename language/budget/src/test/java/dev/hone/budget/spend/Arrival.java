package dev.hone.budget.spend;

import java.util.List;

/** One request of a test stream: what the keeper sees, and what is true. The arrays go by action and are not copied. */
final class Arrival {
    private final int query;
    private final List<Action> actions;
    private final double[] quality;
    private final double[] mean;
    private final double[] drawn;

    Arrival(int query, List<Action> actions, double[] quality, double[] mean, double[] drawn) {
        if (quality.length != actions.size() || mean.length != actions.size() || drawn.length != actions.size()) {
            throw new IllegalArgumentException("one number an action");
        }
        this.query = query;
        this.actions = List.copyOf(actions);
        this.quality = quality;
        this.mean = mean;
        this.drawn = drawn;
    }

    /** Which query it is; requests for one query stay together in an interval. */
    int query() {
        return query;
    }

    /** What the keeper may choose from, with predictions. */
    List<Action> actions() {
        return actions;
    }

    /** True expected quality. */
    double[] quality() {
        return quality;
    }

    /** True expected cost. */
    double[] mean() {
        return mean;
    }

    /** Cost that the action comes to in this stream, at most its worst case. */
    double[] drawn() {
        return drawn;
    }
}
