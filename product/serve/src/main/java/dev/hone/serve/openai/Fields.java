package dev.hone.serve.openai;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one JSON object of a request, read by type. A null counts as absent, as in the API. Errors name the field and what it
 * must be, and never quote its value.
 *
 * @param path what stands before a field's name in errors, such as {@code messages[2].}
 */
record Fields(ObjectNode json, String path) {
    /** Beyond this a double skips whole numbers. */
    private static final double EXACT = 1L << 53;

    Optional<JsonNode> value(String name) {
        return json.optional(name).filter(node -> !node.isNull());
    }

    Optional<String> text(String name) {
        return value(name).map(node -> {
            if (!node.isString()) {
                throw wrong(name, "a string", node);
            }
            return node.stringValue();
        });
    }

    boolean flag(String name) {
        return value(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw wrong(name, "true or false", node);
                    }
                    return node.booleanValue();
                })
                .orElse(false);
    }

    Optional<Fields> object(String name) {
        return value(name).map(node -> new Fields(asObject(name, node), path + name + "."));
    }

    Optional<ArrayNode> array(String name) {
        return value(name).map(node -> {
            if (node instanceof ArrayNode array) {
                return array;
            }
            throw wrong(name, "an array", node);
        });
    }

    /** An element of an array of objects. */
    Fields element(String name, int index, JsonNode node) {
        String place = name + "[" + index + "]";
        return new Fields(asObject(place, node), path + place + ".");
    }

    OptionalInt integer(String name, int min, int max) {
        OptionalLong value = integer(name, (long) min, max);
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    /** A whole number; {@code 5.0} is one, since some clients know no other numbers. */
    OptionalLong integer(String name, long min, long max) {
        Optional<JsonNode> node = value(name);
        if (node.isEmpty()) {
            return OptionalLong.empty();
        }
        String must = "an integer from " + min + " to " + max;
        if (!node.get().isNumber()) {
            throw wrong(name, must, node.get());
        }
        OptionalLong whole = whole(node.get());
        if (whole.isEmpty() || whole.getAsLong() < min || whole.getAsLong() > max) {
            throw invalid(name, "must be " + must);
        }
        return whole;
    }

    OptionalDouble number(String name, double min, double max) {
        Optional<JsonNode> node = value(name);
        if (node.isEmpty()) {
            return OptionalDouble.empty();
        }
        String must = String.format("a number from %.0f to %.0f", min, max);
        if (!node.get().isNumber()) {
            throw wrong(name, must, node.get());
        }
        double number = number(node.get());
        if (!(number >= min && number <= max)) {
            throw invalid(name, "must be " + must);
        }
        return OptionalDouble.of(number);
    }

    /** Absent where it must be there. */
    ApiError missing(String name) {
        return invalid(name, "is required");
    }

    /** Says what is wrong with a field, as in {@code 'model' is required.} */
    ApiError invalid(String name, String problem) {
        return ApiError.invalid(path + name, "'" + path + name + "' " + problem + ".");
    }

    /** Of another type than it must be. */
    ApiError wrong(String name, String must, JsonNode is) {
        return invalid(name, "must be " + must + ", not " + type(is));
    }

    /** What a value is, in words: all that errors say of it. */
    static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case STRING, BINARY -> "a string";
            case NULL -> "null";
            case MISSING -> "nothing";
        };
    }

    static OptionalLong whole(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
        }
        double number = number(node);
        return Math.rint(number) == number && Math.abs(number) <= EXACT
                ? OptionalLong.of((long) number)
                : OptionalLong.empty();
    }

    /** Not a number where it isn't one, or is out of a double's reach. */
    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValueOpt().orElse(Double.NaN) : Double.NaN;
    }

    private ObjectNode asObject(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw wrong(name, "an object", node);
    }
}
