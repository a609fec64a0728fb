package dev.hone.serve.openai;

import dev.hone.core.Json;
import dev.hone.lm.CallDetails;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One candidate as the events of a stream while it is being sampled: {@link #begin()}, {@link #piece} for each piece of its text,
 * {@link #end}. Each returns the data of events to send now, maybe none. For one thread.
 */
public final class PieceRendering {
    private final Chunks chunks;
    /** UTF-16 units sent. */
    private int sent;
    /** The first half of a character whose second half has not come: no event may end inside a character. */
    private String held = "";

    public PieceRendering(Operation operation, String id, long created, String model, boolean includeUsage) {
        chunks = new Chunks(operation, id, created, model, Optional.empty(), includeUsage);
    }

    /** What opens the stream. */
    public List<String> begin() {
        return chunks.operation() == Operation.CHAT
                ? List.of(Rendering.line(chunks.chunk(Chunks.delta(0, Chunks.role()))))
                : List.of();
    }

    /** The next piece of the text. */
    public List<String> piece(String text) {
        String whole = held + text;
        int end = whole.length();
        if (end > 0 && Character.isHighSurrogate(whole.charAt(end - 1))) {
            end--;
        }
        held = whole.substring(end);
        return end == 0 ? List.of() : List.of(Rendering.line(said(whole.substring(0, end))));
    }

    /**
     * The rest of the text, if the pieces were not all of it, and how the sample ended.
     *
     * @param completion the whole sample; its text begins with the pieces
     * @param promptTokens billed over all calls
     * @param completionTokens of all samples
     * @param hone what Hone did
     */
    public List<String> end(
            Completion completion, long promptTokens, long completionTokens, Optional<ObjectNode> hone) {
        List<ObjectNode> events = new ArrayList<>();
        if (sent < completion.text().length()) {
            events.add(said(completion.text().substring(sent)));
        }
        ObjectNode choice = ChoiceRendering.choice(chunks.operation(), completion, 0);
        ObjectNode end = choice("");
        if (chunks.operation() == Operation.CHAT) {
            end.set("delta", Json.MAPPER.createObjectNode());
        }
        end.set("logprobs", choice.get("logprobs"));
        end.set("finish_reason", choice.get("finish_reason"));
        events.add(chunks.chunk(end));
        return chunks.close(events, Rendering.usage(promptTokens, completionTokens, CallDetails.NONE), hone);
    }

    private ObjectNode said(String text) {
        sent += text.length();
        return chunks.chunk(choice(text));
    }

    private ObjectNode choice(String text) {
        if (chunks.operation() == Operation.CHAT) {
            return Chunks.delta(0, Json.MAPPER.createObjectNode().put("content", text));
        }
        return Json.MAPPER
                .createObjectNode()
                .put("index", 0)
                .put("text", text)
                .putNull("logprobs")
                .putNull("finish_reason");
    }
}
