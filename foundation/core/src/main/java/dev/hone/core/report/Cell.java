package dev.hone.core.report;

import dev.hone.core.statistics.Interval;
import dev.hone.core.statistics.Mean;
import dev.hone.core.statistics.Rate;

/** One entry of a table. */
public sealed interface Cell {
    /** Nothing to say, shown as a dash. */
    Cell EMPTY = new Quantity(Interval.UNDEFINED);

    /** Words. */
    record Text(String text) implements Cell {}

    /** A number, with its interval where it has one. */
    record Quantity(Interval value) implements Cell {}

    static Cell of(String text) {
        return new Text(text);
    }

    /** A number; NaN is shown as a dash. */
    static Cell of(double value) {
        return new Quantity(new Interval(value, Double.NaN, Double.NaN));
    }

    static Cell of(Interval value) {
        return new Quantity(value);
    }

    static Cell of(Rate rate) {
        return new Quantity(rate.interval());
    }

    static Cell of(Mean mean) {
        return new Quantity(mean.interval());
    }
}
