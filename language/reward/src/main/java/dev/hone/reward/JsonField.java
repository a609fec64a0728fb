package dev.hone.reward;

import dev.hone.core.Json;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds a field of the JSON object in a text: the whole text, or what stands between its first opening and its last closing
 * brace, for answers wrapped in prose or a code fence. Numbers are equal by value, objects whatever the order of their keys;
 * the text {@code "4"} and the number 4 are one answer. No object, no such field, or {@code null}: no answer.
 *
 * @param field a key of the object, or a JSON pointer such as {@code /result/total}
 */
record JsonField(String field) implements Extraction {
    private static final JsonMapper EXACT = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Override
    public Optional<String> answer(String text) {
        return object(text)
                .map(object -> field.startsWith("/") ? object.at(field) : object.path(field))
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .map(JsonField::canonical)
                .filter(answer -> !answer.isEmpty());
    }

    private static Optional<JsonNode> object(String text) {
        int open = text.indexOf('{');
        int close = text.lastIndexOf('}');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        try {
            return Optional.of(EXACT.readTree(text.substring(open, close + 1))).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static String canonical(JsonNode value) {
        if (value.isString()) {
            return value.asString().strip();
        }
        if (value.isNumber()) {
            return Numbers.canonical(value.decimalValue());
        }
        if (value.isObject()) {
            var sorted = new TreeMap<String, String>();
            value.properties().forEach(entry -> sorted.put(entry.getKey(), canonical(entry.getValue())));
            return sorted.toString();
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonField::canonical)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.asString();
    }
}
