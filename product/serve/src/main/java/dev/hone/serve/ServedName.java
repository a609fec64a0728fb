package dev.hone.serve;

import dev.hone.budget.serving.Knob;
import java.util.List;
import java.util.Optional;

/**
 * What a client's model name asks Hone to do.
 *
 * @param arms configured names, or how those models are led; at least one, weaker before stronger
 * @param models the arms' configured names, in their order
 * @param knob what the mean is held to; absent: the server's mean budget
 * @param stop whether drawing may end early; absent: where Hone knows that further samples can't help
 */
public record ServedName(List<String> arms, List<String> models, Optional<Knob> knob, Optional<Boolean> stop) {
    public ServedName {
        arms = List.copyOf(arms);
        models = List.copyOf(models);
    }

    /** Models that nothing leads. */
    ServedName(List<String> arms, Optional<Knob> knob, Optional<Boolean> stop) {
        this(arms, arms, knob, stop);
    }

    /** One way of writing it: what its mean is counted under. The two ways of stopping cost differently, so each has a mean of its own. */
    public String canonical() {
        String suffix = knob.map(k -> "@"
                        + switch (k.unit()) {
                            case SAMPLES -> number(k.mean());
                            case STRONG -> number(100 * k.mean()) + "%";
                            case MONEY -> "$" + number(k.mean());
                        })
                .orElse("");
        return NameParser.PREFIX
                + String.join("|", arms)
                + suffix
                + stop.map(on -> on ? " stop" : " no-stop").orElse("");
    }

    /** The name without its numbers: one of few, for metrics. */
    String label() {
        return NameParser.PREFIX + String.join("|", models);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
    }
}
