package dev.hone.serve.openai;

import dev.hone.core.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The first choice of a stream, put together from its chunks, as it would stand in an answer that comes whole. For one thread. */
public final class ChunkJoin {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final Map<Integer, ObjectNode> calls = new TreeMap<>(); // by their index
    private String finish = "";

    /** Takes a chunk; one without choices tells of usage only. */
    public void chunk(JsonNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) != 0) {
                continue;
            }
            take(choice, choice.path("delta"));
        }
    }

    /** Takes an answer that came whole. */
    public void whole(JsonNode answer) {
        JsonNode choice = answer.path("choices").path(0);
        take(choice, choice.path("message"));
    }

    private void take(JsonNode choice, JsonNode delta) {
        append(text, choice.path("text"));
        append(text, delta.path("content"));
        append(refusal, delta.path("refusal"));
        delta.path("tool_calls").forEach(this::call);
        choice.path("finish_reason").stringValueOpt().ifPresent(reason -> finish = reason);
    }

    private static void append(StringBuilder to, JsonNode piece) {
        piece.stringValueOpt().ifPresent(to::append);
    }

    /** Name and id of a call come once, its arguments in pieces. */
    private void call(JsonNode piece) {
        ObjectNode call = calls.computeIfAbsent(
                piece.path("index").asInt(calls.size()),
                _ -> Json.MAPPER.createObjectNode().put("id", "").put("type", "function"));
        piece.path("id").stringValueOpt().ifPresent(id -> call.put("id", id));
        ObjectNode function = call.withObjectProperty("function");
        piece.path("function").path("name").stringValueOpt().ifPresent(name -> function.put("name", name));
        String arguments = piece.path("function").path("arguments").asString("");
        function.put("arguments", function.path("arguments").asString("") + arguments);
    }

    /** Whether the choice has said why it ended. */
    public boolean finished() {
        return !finish.isEmpty();
    }

    /** Why it ended, in the API's word; empty where it has not. */
    public String finish() {
        return finish;
    }

    /** What was said: the content, or the refusal. */
    public String text() {
        return text.isEmpty() ? refusal.toString() : text.toString();
    }

    /** The choice with its message. */
    public ObjectNode choice() {
        ObjectNode choice = Json.MAPPER.createObjectNode().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (text.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", text.toString());
        }
        if (!refusal.isEmpty()) {
            message.put("refusal", refusal.toString());
        }
        if (!calls.isEmpty()) {
            ArrayNode all = message.putArray("tool_calls");
            calls.values().forEach(all::add);
        }
        return choice.put("finish_reason", finish);
    }
}
