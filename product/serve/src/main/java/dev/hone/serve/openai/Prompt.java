package dev.hone.serve.openai;

import dev.hone.lm.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a text completion continues: a text, as one user turn, or token ids. The API's list of prompts may hold one.
 *
 * @param messages the text; none where the prompt came as ids
 */
record Prompt(List<Message> messages, Optional<List<Integer>> ids) {
    private static final String FORMS = "a string, an array of token ids, or an array of one such prompt";

    static Prompt read(Fields request) {
        JsonNode node = request.value("prompt").orElseThrow(() -> request.missing("prompt"));
        if (!(node instanceof ArrayNode array)) {
            return text(request, node);
        }
        if (array.isEmpty()) {
            throw request.invalid("prompt", "must not be empty");
        }
        JsonNode first = array.get(0);
        if (first.isNumber()) {
            return ids(request, array);
        }
        if (array.size() > 1) {
            throw request.invalid(
                    "prompt", "holds several prompts, and one request answers one; send a request for each of them");
        }
        return first instanceof ArrayNode inner ? ids(request, inner) : text(request, first);
    }

    private static Prompt text(Fields request, JsonNode node) {
        if (!node.isString()) {
            throw request.invalid("prompt", "must be " + FORMS);
        }
        return new Prompt(List.of(Message.user(node.stringValue())), Optional.empty());
    }

    private static Prompt ids(Fields request, ArrayNode array) {
        List<Integer> ids = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            OptionalLong id = Fields.whole(node);
            if (id.isEmpty() || id.getAsLong() < 0 || id.getAsLong() > Integer.MAX_VALUE) {
                throw request.invalid("prompt", "holds a token id that isn't a whole number of 0 or more");
            }
            ids.add((int) id.getAsLong());
        }
        if (ids.isEmpty()) {
            throw request.invalid("prompt", "must not be empty");
        }
        return new Prompt(List.of(), Optional.of(ids));
    }
}
