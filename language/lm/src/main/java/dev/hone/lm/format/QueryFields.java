package dev.hone.lm.format;

import dev.hone.core.Json;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The keys {@code id}, {@code group}, {@code prompt} or {@code messages}, {@code reference}: shared by queries and pools. */
final class QueryFields {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private QueryFields() {}

    static Query read(Line line) {
        return new Query(line.id(), messages(line), line.text("group"), line.text("reference"));
    }

    static ObjectNode write(Query query) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        object.put("id", Texts.wellFormed(query.id()));
        query.group().ifPresent(group -> object.put("group", Texts.wellFormed(group)));
        List<Message> messages = query.messages();
        if (messages.size() == 1 && messages.getFirst().role().equals("user")) {
            object.put("prompt", Texts.wellFormed(messages.getFirst().content()));
        } else {
            ArrayNode turns = object.putArray("messages");
            for (Message message : messages) {
                turns.addObject().put("role", message.role()).put("content", Texts.wellFormed(message.content()));
            }
        }
        query.reference().ifPresent(reference -> object.put("reference", Texts.wellFormed(reference)));
        return object;
    }

    private static List<Message> messages(Line line) {
        if (line.has("prompt") == line.has("messages")) {
            throw line.has("prompt")
                    ? line.error("there are both 'prompt' and 'messages'", "keep the one that the model should read")
                    : line.error("there is neither 'prompt' nor 'messages'", "add the text of the query as 'prompt'");
        }
        if (line.has("prompt")) {
            return List.of(Message.user(line.text("prompt").orElseThrow()));
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode turn : line.list("messages").orElseThrow()) {
            String where = "messages[" + messages.size() + "]";
            Line inner = line.inside(where, turn);
            String role = inner.text(turn.path("role"), "'role'");
            if (!ROLES.contains(role)) {
                throw inner.error("the role is '" + role + "'", "use system, user, assistant or tool");
            }
            messages.add(new Message(role, inner.text(turn.path("content"), "'content'")));
        }
        if (messages.isEmpty()) {
            throw line.error("'messages' is empty", "add at least one user message");
        }
        return messages;
    }
}
