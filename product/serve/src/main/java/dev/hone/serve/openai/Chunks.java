package dev.hone.serve.openai;

import dev.hone.core.Json;
import dev.hone.lm.ClientRequest.Operation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the chunks of one stream have in common. Where the client asks for the usage, every chunk has the field, and only the last one,
 * which has no choices, has numbers in it.
 */
record Chunks(
        Operation operation,
        String id,
        long created,
        String model,
        Optional<String> fingerprint,
        boolean includeUsage) {
    ObjectNode chunk(ObjectNode choice) {
        return chunk(List.of(choice), NullNode.getInstance());
    }

    /** A choice of a chat chunk that doesn't end the candidate. */
    static ObjectNode delta(int index, ObjectNode delta) {
        ObjectNode choice = Json.MAPPER.createObjectNode();
        choice.put("index", index);
        choice.set("delta", delta);
        choice.putNull("logprobs");
        choice.putNull("finish_reason");
        return choice;
    }

    static ObjectNode role() {
        return Json.MAPPER
                .createObjectNode()
                .put("role", "assistant")
                .put("content", "")
                .putNull("refusal");
    }

    /** Closes a stream's chunks: the usage where it is asked for, and what Hone did in whatever chunk is the last. */
    List<String> close(List<ObjectNode> chunks, ObjectNode usage, Optional<ObjectNode> hone) {
        if (includeUsage) {
            chunks.add(chunk(List.of(), usage));
        }
        hone.ifPresent(h -> chunks.getLast().set("hone", h));
        return chunks.stream().map(Rendering::line).toList();
    }

    private ObjectNode chunk(List<ObjectNode> choices, JsonNode usage) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("id", id);
        root.put("object", operation == Operation.CHAT ? "chat.completion.chunk" : "text_completion");
        root.put("created", created);
        root.put("model", model);
        fingerprint.ifPresent(system -> root.put("system_fingerprint", system));
        root.putArray("choices").addAll(choices);
        if (includeUsage) {
            root.set("usage", usage);
        }
        return root;
    }
}
