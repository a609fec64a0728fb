package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of a file and where it stands. Every getter checks the type of what it returns, and every error names file,
 * line and key. A key whose value is {@code null} counts as absent; keys nobody asks for are ignored.
 *
 * @param place file and line, for example {@code pool.jsonl line 17}
 */
record Line(String place, JsonNode object) {
    /** An error at this place; {@code problem} continues a sentence: "'rewards' is empty". */
    HoneException error(String problem, String advice) {
        return new HoneException(place + ": " + problem + ".", advice);
    }

    Line requireObject() {
        if (!object.isObject()) {
            throw error("this is not an object but " + shown(object), "write {\"id\": …, …} on every line");
        }
        return this;
    }

    /** The object under a key as a line of its own, for example one arm. */
    Line inside(String where, JsonNode inner) {
        return new Line(place + ", " + where, inner);
    }

    /** A truth value, where the key is there. */
    Optional<Boolean> flag(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = object.path(key);
        if (!value.isBoolean()) {
            throw error("'" + key + "' is " + value, "write true or false");
        }
        return Optional.of(value.booleanValue());
    }

    /** A time such as 2026-01-31T12:00:00Z, where the key is there. */
    Optional<Instant> time(String key) {
        return text(key).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw error("'" + key + "' is \"" + text + "\"", "write it as \"2026-01-31T12:00:00Z\"");
            }
        });
    }

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    /** The object's id: text that is not empty, or a whole number, which counts as its digits. */
    String id() {
        JsonNode id = object.path("id");
        if ((id.isString() && !id.asString().isEmpty()) || id.isIntegralNumber()) {
            return id.asString();
        }
        String found = id.isMissingNode() ? "there is no 'id'" : "'id' is " + shown(id);
        throw error(found, "give every line an 'id' of its own, as text");
    }

    /** An error that names the nearest if a pool has no such query. */
    static void requireKnown(String id, Set<String> known, String place) {
        if (!known.contains(id)) {
            String advice = Nearest.of(id, known)
                    .map(near -> "you meant '" + near + "'")
                    .orElse("the file was made for another pool");
            throw new HoneException(place + ": the pool has no query '" + id + "'.", advice);
        }
    }

    /** A text; a number or a truth value counts as what it looks like. */
    Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = object.get(key);
        if (!value.isValueNode()) {
            throw error("'" + key + "' is " + shown(value), "write it as text");
        }
        return Optional.of(value.asString());
    }

    OptionalDouble number(String key) {
        return has(key) ? OptionalDouble.of(number(object.get(key), "'" + key + "'")) : OptionalDouble.empty();
    }

    /** The object under a key that is present. */
    JsonNode object(String key) {
        JsonNode value = object.path(key);
        if (!value.isObject()) {
            throw error("'" + key + "' is " + shown(value), "write it as an object");
        }
        return value;
    }

    Optional<List<JsonNode>> list(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = object.get(key);
        if (!value.isArray()) {
            throw error("'" + key + "' is " + shown(value), "write it as a list: [" + shown(value) + "]");
        }
        return Optional.of(List.copyOf(value.values()));
    }

    double number(JsonNode value, String what) {
        double number = value.isNumber() ? value.asDouble() : Double.NaN;
        if (!Double.isFinite(number)) {
            throw error(what + " is " + shown(value), "write a finite number, or leave the sample out");
        }
        return number;
    }

    int count(JsonNode value, String what) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0) {
            throw error(what + " is " + shown(value), "write a whole number, 0 or more");
        }
        return value.asInt();
    }

    String text(JsonNode value, String what) {
        if (!value.isString()) {
            throw error(what + " is " + shown(value), "write it as text");
        }
        return value.asString();
    }

    List<Integer> counts(JsonNode value, String what) {
        if (!value.isArray()) {
            throw error(what + " is " + shown(value), "write a list of whole numbers");
        }
        List<Integer> counts = new ArrayList<>(value.size());
        for (JsonNode entry : value) {
            counts.add(count(entry, what + "[" + counts.size() + "]"));
        }
        return counts;
    }

    /** A value as it stands in the file, cut where it is long. */
    private static String shown(JsonNode value) {
        String text = value.isNumber() ? value.asString() : value.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
