package dev.hone.budget.serving;

import dev.hone.core.Json;
import dev.hone.lm.Completion;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes tool calls comparable, so that samples can vote on them. */
final class ToolCalls {
    private ToolCalls() {}

    /**
     * A sample whose text names its tool calls and their arguments, keys in order; the sample itself if it calls none. Ids of calls
     * are left out: they differ by chance.
     */
    static Completion asText(Completion sample) {
        return calls(sample).map(ToolCalls::text).map(Completion::of).orElse(sample);
    }

    /** Whether the sample calls tools. */
    static boolean isIn(Completion sample) {
        return calls(sample).isPresent();
    }

    private static Optional<JsonNode> calls(Completion sample) {
        return sample.choice()
                .map(choice -> choice.path("message").path("tool_calls"))
                .filter(node -> node.isArray() && !node.isEmpty());
    }

    private static String text(JsonNode calls) {
        StringBuilder text = new StringBuilder();
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            text.append(function.path("name").asString("")).append(' ');
            text.append(canonical(function.path("arguments").asString(""))).append('\n');
        }
        return text.toString();
    }

    private static String canonical(String arguments) {
        try {
            return Json.write(sorted(Json.read(arguments)));
        } catch (JacksonException e) {
            return arguments.strip(); // not JSON: equal only where the texts are
        }
    }

    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            return node.valueStream().map(ToolCalls::sorted).toList();
        }
        return node;
    }
}
