package dev.hone.serve.openai;

import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.SamplingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** How a client wants samples drawn. What does nothing ({@code top_p} of 1, {@code top_k} of 0 or -1) is left out. */
final class Sampling {
    private static final int MOST_STOPS = 4;
    /** The most that {@link SamplingOptions} reports; the reference stops at 5 for text completions. */
    private static final int MOST_ALTERNATIVES = 20;

    private Sampling() {}

    static SamplingOptions read(Operation operation, Fields request) {
        // a probability of 0 keeps the most likely token, as any that is small enough does
        OptionalDouble topP = request.number("top_p", 0, 1);
        OptionalInt topK = request.integer("top_k", -1, Integer.MAX_VALUE);
        return new SamplingOptions(
                maxTokens(operation, request),
                request.number("temperature", 0, 2).orElse(1),
                topP.isPresent() && topP.getAsDouble() < 1
                        ? OptionalDouble.of(Math.max(topP.getAsDouble(), Double.MIN_VALUE))
                        : OptionalDouble.empty(),
                topK.isPresent() && topK.getAsInt() > 0 ? topK : OptionalInt.empty(),
                stop(request),
                operation == Operation.CHAT
                        ? chatLogprobs(request)
                        : request.integer("logprobs", 0, MOST_ALTERNATIVES));
    }

    private static int maxTokens(Operation operation, Fields request) {
        OptionalInt older = request.integer("max_tokens", 1, Integer.MAX_VALUE);
        if (operation == Operation.TEXT) {
            return older.orElse(AskReader.TEXT_MAX_TOKENS);
        }
        OptionalInt newer = request.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        if (older.isPresent() && newer.isPresent() && !older.equals(newer)) {
            throw request.invalid("max_tokens", "and 'max_completion_tokens' differ; send one of them");
        }
        return newer.orElse(older.orElse(AskReader.CHAT_MAX_TOKENS));
    }

    private static List<String> stop(Fields request) {
        Optional<JsonNode> value = request.value("stop");
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> stops = new ArrayList<>();
        if (value.get() instanceof ArrayNode array) {
            array.forEach(node -> stops.add(stop(request, node)));
        } else {
            stops.add(stop(request, value.get()));
        }
        if (stops.size() > MOST_STOPS) {
            throw request.invalid("stop", "must hold at most " + MOST_STOPS + " strings");
        }
        return stops;
    }

    private static String stop(Fields request, JsonNode node) {
        if (!node.isString()) {
            throw request.wrong("stop", "a string or an array of them", node);
        }
        if (node.stringValue().isEmpty()) {
            throw request.invalid("stop", "must not hold an empty string");
        }
        return node.stringValue();
    }

    private static OptionalInt chatLogprobs(Fields request) {
        boolean asked = request.flag("logprobs");
        OptionalInt top = request.integer("top_logprobs", 0, MOST_ALTERNATIVES);
        if (top.isPresent() && !asked) {
            throw request.invalid("top_logprobs", "needs 'logprobs' to be true");
        }
        return asked ? OptionalInt.of(top.orElse(0)) : OptionalInt.empty();
    }
}
