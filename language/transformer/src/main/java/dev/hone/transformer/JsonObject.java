package dev.hone.transformer;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One JSON object of a model folder, read strictly: a value of the wrong type is an error that names file and key. */
public record JsonObject(JsonNode node, String place) {
    /** A {@code config.json} of more bytes than this is not one. */
    private static final long MOST_BYTES = 16 << 20;

    /**
     * Reads a file of one object.
     *
     * @param adviceWhenMissing what follows "Maybe" if there is no such file
     * @throws HoneException if the file is missing, oversized or no JSON object
     */
    public static JsonObject read(Path file, String adviceWhenMissing) {
        if (!Files.isRegularFile(file)) {
            throw new HoneException("There is no file " + file + ".", adviceWhenMissing);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new HoneException(file + " has " + Files.size(file) + " bytes.", "this is another kind of file");
            }
            JsonNode node = Json.read(Files.readString(file));
            if (!node.isObject()) {
                throw new HoneException(file + " holds no JSON object.", "the download was cut; fetch the file again");
            }
            return new JsonObject(node, file.toString());
        } catch (IOException e) {
            throw new HoneException("Can't read " + file + ": " + e.getMessage() + ".", "check its permissions", e);
        } catch (JacksonException e) {
            throw new HoneException(
                    file + " line " + e.getLocation().getLineNr() + " is not JSON: " + Json.problem(e),
                    "the download was cut; fetch the file again",
                    e);
        }
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    Optional<String> text(String key) {
        return value(key).map(value -> {
            if (!value.isString()) {
                throw wrong(key, "a text");
            }
            return value.stringValue();
        });
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        value(key).ifPresent(value -> {
            if (!value.isArray()) {
                throw wrong(key, "a list of texts");
            }
            for (JsonNode entry : value) {
                if (!entry.isString()) {
                    throw wrong(key, "a list of texts");
                }
                texts.add(entry.stringValue());
            }
        });
        return texts;
    }

    int integer(String key) {
        return optionalInteger(key).orElseThrow(() -> missing(key));
    }

    /** A whole number that something is divided by. */
    int positive(String key) {
        int value = integer(key);
        if (value < 1) {
            throw wrong(key, "at least 1");
        }
        return value;
    }

    OptionalInt optionalInteger(String key) {
        if (!has(key)) {
            return OptionalInt.empty();
        }
        JsonNode value = node.get(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(key, "a whole number");
        }
        return OptionalInt.of(value.intValue());
    }

    double require(String key) {
        return number(key).orElseThrow(() -> missing(key));
    }

    Optional<Double> number(String key) {
        return value(key).map(value -> {
            if (!value.isNumber()) {
                throw wrong(key, "a number");
            }
            return value.doubleValue();
        });
    }

    boolean flag(String key, boolean absent) {
        return value(key)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(key, "true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(absent);
    }

    /** The object under a key; empty if the key is absent or null. */
    public Optional<JsonObject> object(String key) {
        return value(key).map(value -> {
            if (!value.isObject()) {
                throw wrong(key, "an object");
            }
            return new JsonObject(value, place + " '" + key + "'");
        });
    }

    /** Throws for the first of these keys that has an effect. */
    void refuseWhenSet(List<String> keys) {
        for (String key : keys) {
            if (ConfigReader.isSet(node.path(key))) {
                throw refuse(key, "use a model without it; Hone would give other results than the model's makers");
            }
        }
    }

    /** An entry that is understood and not implemented. */
    HoneException refuse(String key, String advice) {
        String value = node.path(key).toString();
        String shown = value.length() <= 80 ? value : value.substring(0, 77) + "...";
        return new HoneException(place + " has '" + key + "': " + shown + ", which Hone does not implement.", advice);
    }

    private HoneException wrong(String key, String kind) {
        return new HoneException(
                place + " has '" + key + "': " + node.get(key) + ", which is not " + kind + ".",
                "the file was edited by hand; fetch it again");
    }

    private HoneException missing(String key) {
        return new HoneException(place + " has no '" + key + "'.", "the file was edited by hand; fetch it again");
    }

    private Optional<JsonNode> value(String key) {
        return has(key) ? Optional.of(node.get(key)) : Optional.empty();
    }
}
