package dev.hone.serve.openai;

import dev.hone.core.Json;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Candidates that are known whole as the events of a stream: {@code chat.completion.chunk} or {@code text_completion}. The mark
 * {@code [DONE]} that follows them is the caller's.
 */
public final class EventRendering {
    private EventRendering() {}

    /**
     * The data of each event, in order.
     *
     * @param includeUsage whether the usage comes in a chunk of its own, after the choices
     */
    public static List<String> events(Operation operation, Reply reply, boolean includeUsage) {
        Chunks chunks = new Chunks(operation, reply.id(), reply.created(), reply.model(), includeUsage);
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < reply.best().size(); i++) {
            Completion completion = reply.best().get(i);
            ObjectNode choice = ChoiceRendering.choice(operation, completion, i);
            if (operation == Operation.CHAT) {
                chat(choice).forEach(c -> events.add(chunks.chunk(c)));
            } else {
                // a chunk of text may end its candidate, and some clients want a reason in each
                events.add(chunks.chunk(choice));
            }
        }
        return chunks.close(events, Rendering.usage(reply.promptTokens(), reply.completionTokens()), reply.hone());
    }

    /** Role, what was said, each tool call, the end. */
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
        choices.add(Chunks.delta(index, Chunks.role()));
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
        // with the text that they are about; after the role there is always one more chunk
        choices.get(1).set("logprobs", choice.get("logprobs"));
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
