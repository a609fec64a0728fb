package dev.hone.endpoint;

import dev.hone.core.Json;
import dev.hone.lm.Bearer;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.SamplingOptions;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of {@code chat/completions}, or of a client's operation.
 *
 * @param first index of the first sample it asks for
 * @param n how many
 */
record ChatRequest(String model, GenerationRequest generation, int first, int n, Dialect dialect) {
    /** Fields of a client's request that are for Hone, or that Hone sets itself; answers are read whole, never streamed. */
    private static final List<String> HONES_OWN = List.of("hone", "n", "stream", "stream_options");

    /** The most tokens that its answer can hold. */
    long mostTokens() {
        return (long) n * generation.options().maxTokens();
    }

    boolean sends(String field) {
        return json().has(field);
    }

    /** The operation's path behind the base address. */
    String operation() {
        return asked().path();
    }

    /**
     * Whether an answer without log-probabilities shows that the server has none: it was asked for them, in a chat. Continued
     * texts have theirs in another form, which is the client's to read.
     */
    boolean awaitsLogprobs() {
        return asked() == ClientRequest.Operation.CHAT
                && json().path("logprobs").asBoolean(false);
    }

    private ClientRequest.Operation asked() {
        return generation.client().map(ClientRequest::operation).orElse(ClientRequest.Operation.CHAT);
    }

    /** The credential to show in the client's name. */
    Optional<Bearer> bearer() {
        return generation.client().flatMap(ClientRequest::bearer);
    }

    ObjectNode json() {
        return generation.client().map(this::clients).orElseGet(this::own);
    }

    /** The client's own words, but for what Hone decides and what the server is known to refuse. */
    private ObjectNode clients(ClientRequest client) {
        ObjectNode json = client.fields().deepCopy();
        json.remove(HONES_OWN);
        json.put("model", model);
        if (n > 1) {
            json.put("n", n);
        }
        if (json.has("seed")) {
            // one seed for several calls would bring the same samples again
            json.put("seed", seed());
        }
        if (!dialect.seed()) {
            json.remove("seed");
        }
        if (!dialect.logprobs()) {
            json.remove(List.of("logprobs", "top_logprobs"));
        }
        if (client.operation() == ClientRequest.Operation.CHAT && !dialect.maxTokens() && json.has("max_tokens")) {
            json.set("max_completion_tokens", json.remove("max_tokens"));
        }
        return json;
    }

    private ObjectNode own() {
        SamplingOptions options = generation.options();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("model", model);
        ArrayNode messages = json.putArray("messages");
        generation
                .query()
                .messages()
                .forEach(m -> messages.addObject().put("role", m.role()).put("content", m.content()));
        if (n > 1) {
            json.put("n", n);
        }
        json.put(dialect.maxTokens() ? "max_tokens" : "max_completion_tokens", options.maxTokens());
        json.put("temperature", options.temperature());
        options.topP().ifPresent(p -> json.put("top_p", p));
        options.topK().ifPresent(k -> json.put("top_k", k));
        if (!options.stop().isEmpty()) {
            ArrayNode stop = json.putArray("stop");
            options.stop().forEach(stop::add);
        }
        if (dialect.seed()) {
            json.put("seed", seed());
        }
        if (dialect.logprobs()) {
            options.logprobs().ifPresent(k -> {
                json.put("logprobs", true);
                if (k > 0) {
                    json.put("top_logprobs", k);
                }
            });
        }
        return json;
    }

    /** 31 bits, since some servers read the seed as a signed 32-bit number and some refuse negative ones. */
    private long seed() {
        return generation.sampleSeeds(model, first).asLong() >>> 33;
    }
}
