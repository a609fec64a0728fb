package dev.hone.steer.remote;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
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
     * @param text so far, prompt included
     * @param ids the same as token ids, sent instead where the endpoint takes them
     * @param n samples, at least 1
     * @param tokens most of each
     * @param seeds where the endpoint's own seed comes from
     */
    List<Said> ask(String text, int[] ids, int n, int tokens, double temperature, Seeds seeds) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        if (way.ids()) {
            ArrayNode prompt = fields.putArray("prompt");
            for (int id : ids) {
                prompt.add(id);
            }
        } else {
            fields.put("prompt", text);
        }
        fields.put("max_tokens", tokens);
        fields.put("temperature", temperature);
        fields.put("seed", 0); // the endpoint's client puts the request's own in its place
        OptionalInt logprobs = way.top() > 0 ? OptionalInt.of(way.top()) : OptionalInt.empty();
        logprobs.ifPresent(top -> fields.put("logprobs", top));
        SamplingOptions options = new SamplingOptions(
                tokens, temperature, OptionalDouble.empty(), OptionalInt.empty(), List.of(), logprobs);
        GenerationRequest request = new GenerationRequest(
                Query.of("continue", text.isEmpty() ? " " : text),
                0,
                n,
                options,
                seeds,
                Optional.of(new ClientRequest(ClientRequest.Operation.TEXT, fields)));
        return endpoint.generate(request).stream().map(Said::of).toList();
    }
}
