package dev.hone.endpoint;

import dev.hone.core.Json;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.SamplingOptions;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of {@code chat/completions}.
 *
 * @param first index of the first sample it asks for
 * @param n how many
 */
record ChatRequest(String model, GenerationRequest generation, int first, int n, Dialect dialect) {
    /** The most tokens that its answer can hold. */
    long mostTokens() {
        return (long) n * generation.options().maxTokens();
    }

    boolean sends(String field) {
        return json().has(field);
    }

    ObjectNode json() {
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
