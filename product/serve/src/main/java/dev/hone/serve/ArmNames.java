package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.lm.Steerable;
import dev.hone.serve.openai.ApiError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of models, and of models that are led: {@code M+positive:2+short:-1}. Only configured names are models, and the longest that
 * fits wins: ids hold slashes, colons, at signs, bars and plus signs themselves. A led model's name is written in one way, values in
 * order, so that one way of leading has one mean.
 */
final class ArmNames {
    private static final String LEAD = "\\+([\\w.-]{1,64}):(-?\\d{1,4}(?:\\.\\d{1,6})?)";
    private static final int MOST_WEIGHT = 1000;
    private static final Pattern ONE = Pattern.compile(LEAD);
    private static final Pattern SEVERAL = Pattern.compile("(?:" + LEAD + ")+");

    private final Map<String, Upstream> upstreams = new LinkedHashMap<>();
    private final List<String> longestFirst;

    ArmNames(List<Upstream> configured) {
        configured.forEach(upstream -> upstreams.put(upstream.name(), upstream));
        longestFirst = upstreams.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * A model's name found in a text.
     *
     * @param model as configured
     * @param arm the same, or how it is led, written in the one way
     * @param end where the text goes on
     */
    record Found(String model, String arm, int end) {}

    /** The configured names, the longest first. */
    List<String> configured() {
        return longestFirst;
    }

    /** Whether a model has this name. */
    boolean isConfigured(String name) {
        return upstreams.containsKey(name);
    }

    /**
     * The name at a place of a text, such that what follows fits too, so that no prefix of another name is taken for it.
     *
     * @param fits whether a name may be followed by this
     * @throws ApiError if a model can't be led so
     */
    Optional<Found> at(String text, int at, Predicate<String> fits) {
        for (String known : longestFirst) {
            if (!text.startsWith(known, at)) {
                continue;
            }
            int end = at + known.length();
            if (fits.test(text.substring(end))) {
                return Optional.of(new Found(known, known, end));
            }
            Matcher leads = SEVERAL.matcher(text).region(end, text.length());
            if (leads.lookingAt() && fits.test(text.substring(leads.end()))) {
                return Optional.of(new Found(known, led(known, weights(leads.group())), leads.end()));
            }
        }
        return Optional.empty();
    }

    /** An arm as these weights lead it beside those it has. */
    String led(Found arm, Map<String, Double> weights) {
        SortedMap<String, Double> all = weights(arm.arm().substring(arm.model().length()));
        weights.forEach((value, weight) -> {
            if (!(Math.abs(weight) <= MOST_WEIGHT)) {
                throw ApiError.invalid(
                        "hone.steer", "Weights must be from -" + MOST_WEIGHT + " to " + MOST_WEIGHT + ".");
            }
            all.put(value, weight);
        });
        return led(arm.model(), all);
    }

    /** The configured name of an arm, led or not; of anything else itself. */
    String model(String arm) {
        return at(arm, 0, String::isEmpty).map(Found::model).orElse(arm);
    }

    /** The arm of a name that was written by this class. */
    Found found(String arm) {
        return at(arm, 0, String::isEmpty).orElseThrow(() -> new IllegalArgumentException("no arm " + arm));
    }

    /** The model of an arm, led or not; empty if its name is none. */
    Optional<Upstream> upstream(String arm) {
        Upstream configured = upstreams.get(arm);
        if (configured != null) {
            return Optional.of(configured);
        }
        return at(arm, 0, String::isEmpty).map(found -> {
            Upstream frozen = frozen(found.model());
            SortedMap<String, Double> weights =
                    weights(found.arm().substring(found.model().length()));
            return new Upstream(found.arm(), ((Steerable) frozen.model()).led(weights), Optional.empty());
        });
    }

    private Upstream frozen(String model) {
        return Optional.ofNullable(upstreams.get(model)).orElseThrow();
    }

    /** The one way of writing it. */
    private String led(String model, SortedMap<String, Double> weights) {
        if (!(frozen(model).model() instanceof Steerable steerable)) {
            throw NameParser.malformed("The model '" + model
                    + "' has no values that lead it; the server is given them by --value NAME=VALUE");
        }
        try {
            steerable.led(weights); // refuses values that there are not
        } catch (HoneException e) {
            throw ApiError.invalid("model", e.problem() + " Maybe " + e.advice() + ".");
        }
        StringBuilder name = new StringBuilder(model);
        weights.forEach(
                (value, weight) -> name.append('+').append(value).append(':').append(number(weight)));
        return name.toString();
    }

    private static SortedMap<String, Double> weights(String leads) {
        SortedMap<String, Double> weights = new TreeMap<>();
        Matcher one = ONE.matcher(leads);
        while (one.find()) {
            if (weights.put(one.group(1), Double.parseDouble(one.group(2))) != null) {
                throw NameParser.malformed("The model's name weighs one value twice");
            }
        }
        return weights;
    }

    /** As {@link #LEAD} reads it: rounded to six digits, without an exponent. */
    private static String number(double weight) {
        return BigDecimal.valueOf(weight)
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
