package dev.hone.serve.openai;

import dev.hone.lm.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The turns of a conversation as text. Text parts of one turn stand on lines of their own; images, sounds, files and tool calls are
 * left out here and go on in the request's own JSON.
 */
final class Messages {
    private static final String ROLES = "one of developer, system, user, assistant, tool, function";
    /** What an assistant's turn may hold instead of content. */
    private static final List<String> INSTEAD = List.of("tool_calls", "function_call", "refusal", "audio");

    private Messages() {}

    static List<Message> read(Fields request) {
        ArrayNode turns = request.array("messages").orElseThrow(() -> request.missing("messages"));
        if (turns.isEmpty()) {
            throw request.invalid("messages", "must hold at least one message");
        }
        List<Message> messages = new ArrayList<>(turns.size());
        for (int i = 0; i < turns.size(); i++) {
            Fields turn = request.element("messages", i, turns.get(i));
            messages.add(message(turn));
        }
        return messages;
    }

    private static Message message(Fields turn) {
        String written = turn.text("role").orElseThrow(() -> turn.missing("role"));
        String role = switch (written) {
            case "developer" -> "system";
            case "function" -> "tool";
            case "system", "user", "assistant", "tool" -> written;
            default -> throw turn.invalid("role", "must be " + ROLES);
        };
        return new Message(role, content(turn, role.equals("assistant")));
    }

    private static String content(Fields turn, boolean assistant) {
        Optional<JsonNode> content = turn.value("content");
        if (content.isEmpty()) {
            if (assistant && INSTEAD.stream().anyMatch(name -> turn.value(name).isPresent())) {
                return turn.text("refusal").orElse("");
            }
            throw turn.missing("content");
        }
        JsonNode node = content.get();
        if (node.isString()) {
            return node.stringValue();
        }
        if (!(node instanceof ArrayNode parts)) {
            throw turn.wrong("content", "a string or an array of parts", node);
        }
        if (parts.isEmpty()) {
            throw turn.invalid("content", "must hold at least one part");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            part(turn.element("content", i, parts.get(i))).forEach(texts::add);
        }
        return String.join("\n", texts);
    }

    private static Stream<String> part(Fields part) {
        String type = part.text("type").orElseThrow(() -> part.missing("type"));
        return switch (type) {
            case "text", "refusal" -> Stream.of(part.text(type).orElseThrow(() -> part.missing(type)));
            default -> Stream.empty();
        };
    }
}
