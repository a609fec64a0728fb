package dev.hone.serve;

import dev.hone.budget.serving.Knob;
import dev.hone.core.HoneException;
import dev.hone.serve.openai.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code hone/M[|M…][@K | @S% | @$P]}, each M a configured name, led or not; see {@link ArmNames}.
 */
final class NameParser {
    /** What asks Hone to decide; other names pass through. */
    static final String PREFIX = "hone/";

    private static final String FORM =
            "hone/M[|M…][@K | @S% | @$P], M+VALUE:WEIGHT to lead it, with K samples, S % strong calls or $P a request on average";
    private static final Pattern KNOB =
            Pattern.compile("@(?:(\\$)(\\d{1,9}(?:\\.\\d{1,12})?)|(\\d{1,6}(?:\\.\\d{1,9})?)(%)?)");

    private final ArmNames names;

    NameParser(ArmNames names) {
        this.names = names;
    }

    /** Whether a model has this name. */
    boolean isConfigured(String name) {
        return names.isConfigured(name);
    }

    /** What a name asks for; empty if it does not begin with {@link #PREFIX}. */
    Optional<ServedName> parse(String name) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        List<String> arms = new ArrayList<>();
        List<String> models = new ArrayList<>();
        int at = PREFIX.length();
        do {
            if (!arms.isEmpty()) {
                at++; // the bar
            }
            ArmNames.Found arm = names.at(name, at, NameParser::endsArm).orElseThrow(() -> unknown(name));
            if (arms.contains(arm.arm())) {
                throw malformed("The model's name names one model twice");
            }
            arms.add(arm.arm());
            models.add(arm.model());
            at = arm.end();
        } while (at < name.length() && name.charAt(at) == '|');
        return Optional.of(new ServedName(
                arms, models, at == name.length() ? Optional.empty() : Optional.of(knob(name, at)), Optional.empty()));
    }

    /** A name is followed by nothing, a bar or an at sign. */
    private static boolean endsArm(String rest) {
        return rest.isEmpty() || rest.charAt(0) == '|' || KNOB.matcher(rest).matches();
    }

    /** What a name asks for with these weights for each of its models, beside those it has. */
    ServedName led(ServedName name, Map<String, Double> weights) {
        List<String> arms = name.arms().stream()
                .map(arm -> names.led(names.found(arm), weights))
                .toList();
        if (arms.stream().distinct().count() < arms.size()) {
            throw malformed("One model is led in one way twice");
        }
        return new ServedName(arms, name.models(), name.knob(), name.stop());
    }

    private static Knob knob(String name, int at) {
        Matcher knob = KNOB.matcher(name.substring(at));
        if (!knob.matches()) {
            throw malformed("The end of the model's name can't be read");
        }
        try {
            if (knob.group(1) != null) {
                return new Knob(Knob.Unit.MONEY, Double.parseDouble(knob.group(2)));
            }
            double value = Double.parseDouble(knob.group(3));
            return knob.group(4) != null ? new Knob(Knob.Unit.STRONG, value / 100) : new Knob(Knob.Unit.SAMPLES, value);
        } catch (HoneException e) {
            throw malformed(e.problem().replaceFirst("\\.$", ""));
        }
    }

    private ApiError unknown(String name) {
        return new ApiError(
                400,
                "invalid_request_error",
                Optional.of("model"),
                Optional.of("model_not_found"),
                "The model '" + shortened(name) + "' names none that this server has ("
                        + String.join(", ", names.configured().stream().sorted().toList()) + "). Write " + FORM + ".");
    }

    static ApiError malformed(String what) {
        return ApiError.invalid("model", what + ". Write " + FORM + ".");
    }

    static String shortened(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }
}
