package dev.hone.reward;

import dev.hone.core.Json;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.lm.format.Queries;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes to scorers outside this process, and what is a reward in their answers. */
final class Protocol {
    private Protocol() {}

    /** One answer to grade: {@code {"id", "group"?, "prompt" or "messages", "reference"?, "completion"}}. */
    static ObjectNode item(Query query, Completion completion) {
        ObjectNode item = (ObjectNode) Queries.json(query);
        return item.put("completion", completion.text());
    }

    /** A finite number, or empty. */
    static Optional<Double> reward(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .filter(Double::isFinite);
    }

    /** The value of a text, or empty if it is not JSON. */
    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(Json.read(text));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
