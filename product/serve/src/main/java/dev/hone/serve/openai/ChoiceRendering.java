package dev.hone.serve.openai;

import dev.hone.core.Json;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One candidate as an entry of {@code choices}. Where a served model wrote the candidate, its words are handed on as they are (tool
 * calls, refusals, fields of tomorrow). Only the index is given anew, keys that the API promises and the server left out are filled
 * in, and a reason to finish that the API doesn't have, which clients refuse, becomes the one it means.
 */
final class ChoiceRendering {
    private static final Map<Operation, Set<String>> REASONS = Map.of(
            Operation.CHAT, Set.of("stop", "length", "tool_calls", "content_filter", "function_call"),
            Operation.TEXT, Set.of("stop", "length", "content_filter"));

    private ChoiceRendering() {}

    static ObjectNode choice(Operation operation, Completion completion, int index) {
        ObjectNode choice = Json.MAPPER.createObjectNode();
        choice.put("index", index);
        Optional<ObjectNode> written = written(operation, completion);
        if (operation == Operation.CHAT) {
            choice.set("message", message(written, completion));
        } else {
            choice.put("text", written.map(w -> w.get("text").stringValue()).orElse(completion.text()));
        }
        choice.set("logprobs", logprobs(operation, written, completion));
        choice.put("finish_reason", finishReason(operation, written, completion));
        written.ifPresent(w -> addMissing(choice, w));
        return choice;
    }

    private static Optional<ObjectNode> written(Operation operation, Completion completion) {
        return completion
                .choice()
                .filter(node -> operation == Operation.CHAT
                        ? node.path("message").isObject()
                        : node.path("text").isString())
                .map(ObjectNode.class::cast);
    }

    private static ObjectNode message(Optional<ObjectNode> written, Completion completion) {
        ObjectNode message = Json.MAPPER.createObjectNode();
        message.put("role", "assistant");
        if (written.isPresent()) {
            ObjectNode theirs = (ObjectNode) written.get().get("message");
            message.setAll(theirs);
            theirs.optional("role").filter(JsonNode::isNull).ifPresent(_ -> message.put("role", "assistant"));
            if (!message.has("content")) {
                message.putNull("content");
            }
        } else {
            message.put("content", completion.text());
        }
        if (!message.has("refusal")) {
            message.putNull("refusal");
        }
        return message;
    }

    private static JsonNode logprobs(Operation operation, Optional<ObjectNode> written, Completion completion) {
        Optional<JsonNode> theirs = written.flatMap(w -> w.optional("logprobs"));
        if (theirs.isEmpty()) {
            return operation == Operation.CHAT
                    ? LogprobRendering.chat(completion.logprobs())
                    : LogprobRendering.text(completion.logprobs());
        }
        if (operation == Operation.CHAT && theirs.get() instanceof ObjectNode object && !object.has("refusal")) {
            return Json.MAPPER.createObjectNode().setAll(object).putNull("refusal");
        }
        return theirs.get();
    }

    private static String finishReason(Operation operation, Optional<ObjectNode> written, Completion completion) {
        if (written.isPresent()) {
            Optional<String> reason = written.get().path("finish_reason").stringValueOpt();
            if (reason.isPresent() && REASONS.getOrDefault(operation, Set.of()).contains(reason.get())) {
                return reason.get();
            }
            if (!written.get().path("message").path("tool_calls").isEmpty()) {
                return "tool_calls";
            }
        }
        return completion.finish() == FinishReason.LENGTH ? "length" : "stop";
    }

    private static void addMissing(ObjectNode choice, ObjectNode written) {
        for (Map.Entry<String, JsonNode> field : written.properties()) {
            if (!choice.has(field.getKey())) {
                choice.set(field.getKey(), field.getValue());
            }
        }
    }
}
