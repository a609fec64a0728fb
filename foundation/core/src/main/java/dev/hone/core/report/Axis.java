package dev.hone.core.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one direction of a plot means.
 *
 * @param label in words
 * @param unit as in "s" or "tokens"; empty for pure numbers
 * @param scale how values are spaced; on a logarithmic one only values above 0 are drawn
 * @param from lower end, where it is not left to the data
 * @param to upper end, where it is not left to the data
 * @param categories names of the places 0, 1, …; empty for a numeric axis
 */
public record Axis(
        String label, String unit, Scale scale, OptionalDouble from, OptionalDouble to, List<String> categories) {
    /** How values are spaced. */
    public enum Scale {
        LINEAR,
        /** Equal steps for equal ratios, marked at powers of two. */
        LOG2,
        /** Equal steps for equal ratios, marked at powers of ten. */
        LOG10
    }

    public Axis {
        categories = List.copyOf(categories);
        if (from.isPresent() && to.isPresent() && !(from.getAsDouble() < to.getAsDouble())) {
            throw new IllegalArgumentException("axis from " + from.getAsDouble() + " to " + to.getAsDouble());
        }
        if (!categories.isEmpty() && scale != Scale.LINEAR) {
            throw new IllegalArgumentException("categories on a logarithmic axis");
        }
    }

    public static Axis linear(String label) {
        return new Axis(label, "", Scale.LINEAR, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
    }

    public static Axis log2(String label) {
        return new Axis(label, "", Scale.LOG2, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
    }

    public static Axis log10(String label) {
        return new Axis(label, "", Scale.LOG10, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
    }

    public static Axis categories(String label, List<String> names) {
        return new Axis(label, "", Scale.LINEAR, OptionalDouble.empty(), OptionalDouble.empty(), names);
    }

    public Axis in(String unit) {
        return new Axis(label, unit, scale, from, to, categories);
    }

    public Axis between(double from, double to) {
        return new Axis(label, unit, scale, OptionalDouble.of(from), OptionalDouble.of(to), categories);
    }

    /** Label and unit together, as a heading. */
    String heading() {
        return unit.isEmpty() ? label : label + " (" + unit + ")";
    }
}
