package dev.hone.endpoint;

import dev.hone.lm.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads {@code choices[].logprobs}; anything unusual in it makes all of it count as missing, never the answer. */
final class Logprobs {
    /** What OpenAI's API writes for a probability too small to state. */
    private static final double TINY = -9999;

    private Logprobs() {}

    static List<TokenLogprob> read(JsonNode logprobs) {
        List<TokenLogprob> tokens = new ArrayList<>();
        for (JsonNode entry : logprobs.path("content")) {
            List<TokenLogprob.Alternative> top = new ArrayList<>();
            for (JsonNode alternative : entry.path("top_logprobs")) {
                Optional<TokenLogprob> token = token(alternative, List.of());
                token.ifPresent(t -> top.add(new TokenLogprob.Alternative(t.token(), t.logprob())));
            }
            top.sort((a, b) -> Double.compare(b.logprob(), a.logprob()));
            Optional<TokenLogprob> token = token(entry, top);
            if (token.isEmpty()) {
                return List.of();
            }
            tokens.add(token.get());
        }
        return tokens;
    }

    private static Optional<TokenLogprob> token(JsonNode entry, List<TokenLogprob.Alternative> top) {
        JsonNode value = entry.path("logprob");
        return entry.path("token")
                .stringValueOpt()
                .filter(t -> value.isNumber())
                .map(text -> {
                    double logprob = value.doubleValue();
                    return new TokenLogprob(text, Double.isFinite(logprob) ? Math.min(logprob, 0) : TINY, top);
                });
    }
}
