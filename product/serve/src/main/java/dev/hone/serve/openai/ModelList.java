package dev.hone.serve.openai;

import dev.hone.core.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The models that can be asked for: {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
public record ModelList(List<Entry> entries) {
    /**
     * One model.
     *
     * @param id its name in requests
     * @param created seconds since 1970
     * @param ownedBy who serves it
     */
    public record Entry(String id, long created, String ownedBy) {
        ObjectNode json() {
            return Json.MAPPER
                    .createObjectNode()
                    .put("id", id)
                    .put("object", "model")
                    .put("created", created)
                    .put("owned_by", ownedBy);
        }
    }

    public ModelList {
        entries = List.copyOf(entries);
    }

    /** The list's body. */
    public byte[] all() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("object", "list");
        ArrayNode data = root.putArray("data");
        entries.forEach(entry -> data.add(entry.json()));
        return Rendering.utf8(root);
    }

    /**
     * One model's body.
     *
     * @throws ApiError 404 if there is none of this name
     */
    public byte[] one(String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .map(entry -> Rendering.utf8(entry.json()))
                .orElseThrow(() -> new ApiError(
                        404,
                        "invalid_request_error",
                        Optional.of("model"),
                        Optional.of("model_not_found"),
                        "There is no such model here; GET /v1/models lists them."));
    }
}
