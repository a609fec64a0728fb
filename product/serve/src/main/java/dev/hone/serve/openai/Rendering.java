package dev.hone.serve.openai;

import dev.hone.core.Json;
import dev.hone.lm.CallDetails;
import dev.hone.lm.ClientRequest.Operation;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers that are sent whole: {@code chat.completion} and {@code text_completion}, with every key that the API promises. */
public final class Rendering {
    private Rendering() {}

    /** The body, JSON in UTF-8; {@code hone} stands last. */
    public static byte[] body(Operation operation, Reply reply) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("id", reply.id());
        root.put("object", operation == Operation.CHAT ? "chat.completion" : "text_completion");
        root.put("created", reply.created());
        root.put("model", reply.model());
        ArrayNode choices = root.putArray("choices");
        for (int i = 0; i < reply.best().size(); i++) {
            choices.add(ChoiceRendering.choice(operation, reply.best().get(i), i));
        }
        root.set("usage", usage(reply.promptTokens(), reply.completionTokens(), reply.details()));
        reply.details().fingerprint().ifPresent(fingerprint -> root.put("system_fingerprint", fingerprint));
        reply.hone().ifPresent(hone -> root.set("hone", hone));
        return utf8(root);
    }

    /** An error's body. */
    public static byte[] body(ApiError error) {
        return utf8(error.json());
    }

    static ObjectNode usage(long promptTokens, long completionTokens, CallDetails details) {
        ObjectNode usage = Json.MAPPER
                .createObjectNode()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
        details.usage().forEach((place, count) -> {
            int dot = place.indexOf('.');
            usage.withObjectProperty(place.substring(0, dot)).put(place.substring(dot + 1), count);
        });
        return usage;
    }

    static byte[] utf8(ObjectNode json) {
        return line(json).getBytes(StandardCharsets.UTF_8);
    }

    /** On one line, without halves of characters. */
    static String line(ObjectNode json) {
        return WholeCharacters.of(Json.MAPPER.writeValueAsString(json));
    }
}
