package dev.hone.steer.evaluation;

import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A way of drawing samples.
 *
 * @param values none for the frozen model
 * @param strength what {@code values}' own weights were multiplied by
 */
public record Policy(List<Weighted> values, TiltSettings settings, double strength) {
    public Policy {
        values = List.copyOf(values);
    }

    /** The frozen model. */
    public static Policy base() {
        return new Policy(List.of(), TiltSettings.USUAL, 0);
    }

    /** Values at a strength that multiplies their own weights. */
    public static Policy steered(List<Weighted> values, TiltSettings settings, double strength) {
        List<Weighted> stronger = values.stream()
                .map(value -> new Weighted(value.name(), value.value(), strength * value.beta()))
                .toList();
        return new Policy(stronger, settings, strength);
    }

    /** The values' names, or {@code base}; and what is unusual about the tilt. */
    public String name() {
        if (values.isEmpty()) {
            return "base";
        }
        String names = values.stream().map(Weighted::name).collect(Collectors.joining("+"));
        return names + (settings.centred() ? "" : ", not centred") + (settings.rest() ? "" : ", masked");
    }

    /** What tells its samples from another policy's. */
    String id() {
        return values + " " + settings;
    }
}
