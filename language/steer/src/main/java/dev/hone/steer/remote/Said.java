package dev.hone.steer.remote;

import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.TokenLogprob;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One continuation as an API gives it.
 *
 * @param text that was sampled
 * @param ended whether the model ended its text with it
 * @param first text of the first token that was sampled, "" where the API tells no tokens
 * @param top log-probabilities of the likeliest first tokens, in nats by their text; none where the API tells none
 */
record Said(String text, boolean ended, String first, Map<String, Double> top) {
    Said {
        top = Map.copyOf(top);
    }

    /** Reads a choice as the API wrote it, in the form of text completions or of chats; else what a model of this process says. */
    static Said of(Completion completion) {
        JsonNode logprobs =
                completion.choice().map(choice -> choice.path("logprobs")).orElseGet(NullNode::getInstance);
        Map<String, Double> top = new LinkedHashMap<>();
        String first = logprobs.path("tokens").path(0).asString("");
        if (logprobs.path("top_logprobs").path(0).isObject()) {
            logprobs.path("top_logprobs").path(0).properties().forEach(entry -> {
                if (entry.getValue().isNumber()) {
                    top.put(entry.getKey(), entry.getValue().doubleValue());
                }
            });
        } else if (logprobs.path("content").path(0).isObject()) {
            JsonNode token = logprobs.path("content").path(0);
            first = token.path("token").asString("");
            token.path("top_logprobs").forEach(one -> {
                if (one.path("token").isString() && one.path("logprob").isNumber()) {
                    top.putIfAbsent(
                            one.path("token").asString(), one.path("logprob").doubleValue());
                }
            });
        } else if (completion.choice().isEmpty() && !completion.logprobs().isEmpty()) {
            TokenLogprob token = completion.logprobs().getFirst();
            first = token.token();
            token.top().forEach(one -> top.putIfAbsent(one.token(), one.logprob()));
        }
        return new Said(completion.text(), completion.finish() == FinishReason.STOP, first, top);
    }
}
