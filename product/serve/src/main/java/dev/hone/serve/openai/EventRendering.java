package dev.hone.serve.openai;

import dev.hone.core.Json;
import dev.hone.lm.ClientRequest.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Candidates that are known whole as the events of a stream: {@code chat.completion.chunk} or {@code text_completion}. The mark
 * {@code [DONE]} that follows them is the caller's.
 *
 * <p>All candidates of a chat are opened before the first one ends: a client that adds up a stream takes it for complete when every
 * candidate it knows of has ended.
 */
public final class EventRendering {
    private EventRendering() {}

    /**
     * The data of each event, in order.
     *
     * @param includeUsage whether the usage comes in a chunk of its own, after the choices
     */
    public static List<String> events(Operation operation, Reply reply, boolean includeUsage) {
        Chunks chunks = new Chunks(
                operation,
                reply.id(),
                reply.created(),
                reply.model(),
                reply.details().fingerprint(),
                includeUsage);
        List<ObjectNode> events = new ArrayList<>();
        int n = reply.best().size();
        for (int i = 0; i < n && operation == Operation.CHAT; i++) {
            events.add(chunks.chunk(Chunks.delta(i, Chunks.role())));
        }
        for (int i = 0; i < n; i++) {
            ObjectNode choice = ChoiceRendering.choice(operation, reply.best().get(i), i);
            // a text's only chunk also ends it: some clients want a reason in each
            List<ObjectNode> parts = operation == Operation.CHAT ? chat(choice) : List.of(choice);
            parts.forEach(part -> events.add(chunks.chunk(part)));
        }
        ObjectNode usage = Rendering.usage(reply.promptTokens(), reply.completionTokens(), reply.details());
        return chunks.close(events, usage, reply.hone());
    }

    /** After the role: what was said, each tool call, the end. */
    private static List<ObjectNode> chat(ObjectNode choice) {
        int index = choice.get("index").intValue();
        ObjectNode said = Json.MAPPER.createObjectNode();
        List<ObjectNode> calls = List.of();
        for (Map.Entry<String, JsonNode> field : choice.get("message").properties()) {
            if (field.getKey().equals("tool_calls")) {
                calls = toolCalls(field.getValue());
            } else if (!field.getKey().equals("role") && !field.getValue().isNull()) {
                said.set(field.getKey(), field.getValue());
            }
        }
        List<ObjectNode> choices = new ArrayList<>();
        if (!said.isEmpty()) {
            choices.add(Chunks.delta(index, said));
        }
        calls.forEach(call -> choices.add(Chunks.delta(index, call)));
        ObjectNode end = Chunks.delta(index, Json.MAPPER.createObjectNode());
        for (Map.Entry<String, JsonNode> field : choice.properties()) {
            if (!field.getKey().equals("message") && !field.getKey().equals("logprobs")) {
                end.set(field.getKey(), field.getValue());
            }
        }
        choices.add(end);
        // with the text that they are about
        choices.getFirst().set("logprobs", choice.get("logprobs"));
        return choices;
    }

    private static List<ObjectNode> toolCalls(JsonNode calls) {
        List<ObjectNode> deltas = new ArrayList<>();
        for (JsonNode call : calls) {
            ObjectNode delta = Json.MAPPER.createObjectNode();
            ObjectNode numbered = delta.putArray("tool_calls").addObject();
            numbered.put("index", deltas.size());
            call.properties().forEach(field -> {
                if (!field.getKey().equals("index")) {
                    numbered.set(field.getKey(), field.getValue());
                }
            });
            deltas.add(delta);
        }
        return deltas;
    }
}
