package dev.hone.steer.remote;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The call that everything here is made of: a text so far, and a few samples of how it goes on. */
record Continuing(LanguageModel endpoint, Way way) {
    /**
     * Asks once.
     *
     * @param n samples, at least 1
     * @param tokens most of each
     * @param seeds where the endpoint's own seed comes from
     */
    List<Said> ask(SoFar text, int n, int tokens, double temperature, Seeds seeds) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        boolean chat = way.form() == Way.Form.CHAT;
        Query query = switch (way.form()) {
            case IDS -> ids(fields, text);
            case TEXT -> text(fields, text);
            case CHAT -> conversation(fields, text);
        };
        fields.put("max_tokens", tokens);
        fields.put("temperature", temperature);
        fields.put("seed", 0); // the endpoint's client puts the request's own in its place
        OptionalInt logprobs = way.top() > 0 ? OptionalInt.of(way.top()) : OptionalInt.empty();
        logprobs.ifPresent(top -> {
            if (chat) {
                fields.put("logprobs", true).put("top_logprobs", top);
            } else {
                fields.put("logprobs", top);
            }
        });
        SamplingOptions options = new SamplingOptions(
                tokens, temperature, OptionalDouble.empty(), OptionalInt.empty(), List.of(), logprobs);
        ClientRequest client =
                new ClientRequest(chat ? ClientRequest.Operation.CHAT : ClientRequest.Operation.TEXT, fields);
        GenerationRequest request = new GenerationRequest(query, 0, n, options, seeds, Optional.of(client));
        return endpoint.generate(request).stream().map(Said::of).toList();
    }

    private static Query ids(ObjectNode fields, SoFar text) {
        ArrayNode prompt = fields.putArray("prompt");
        for (int id : text.ids()) {
            prompt.add(id);
        }
        return continued(text);
    }

    private static Query text(ObjectNode fields, SoFar text) {
        fields.put("prompt", text.text());
        return continued(text);
    }

    private static Query continued(SoFar text) {
        return Query.of("continue", text.text().isEmpty() ? " " : text.text());
    }

    /** An answer that has begun is the last turn, and vLLM's fields say that it isn't over; others go on with it unasked. */
    private static Query conversation(ObjectNode fields, SoFar text) {
        List<Message> turns = new ArrayList<>(text.query().messages());
        if (!text.said().isEmpty()) {
            turns.add(new Message("assistant", text.said()));
            fields.put(ClientRequest.CONTINUES, true).put("add_generation_prompt", false);
        }
        ArrayNode messages = fields.putArray("messages");
        for (Message turn : turns) {
            messages.addObject().put("role", turn.role()).put("content", turn.content());
        }
        return new Query("continue", turns, Optional.empty(), Optional.empty());
    }
}
