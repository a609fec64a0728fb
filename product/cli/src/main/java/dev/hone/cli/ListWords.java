package dev.hone.cli;

import dev.hone.core.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The values of an option that may be repeated as one text, for a run's config: a value alone as it is, several as a JSON array. A
 * comma belongs to its value, so {@code --stop a,b} and {@code --stop a --stop b} are two commands.
 */
final class ListWords {
    private ListWords() {}

    static String write(List<String> values) {
        return values.size() == 1 && several(values.getFirst()).isEmpty() ? values.getFirst() : Json.write(values);
    }

    static List<String> read(String text) {
        return several(text).orElse(List.of(text));
    }

    private static Optional<List<String>> several(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            JsonNode array = Json.read(text);
            return array.isArray() && array.valueStream().allMatch(JsonNode::isString)
                    ? Optional.of(array.valueStream().map(JsonNode::asString).toList())
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // a text that begins with a bracket
        }
    }
}
