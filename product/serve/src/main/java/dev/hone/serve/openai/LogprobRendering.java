package dev.hone.serve.openai;

import dev.hone.core.Json;
import dev.hone.lm.TokenLogprob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Log-probabilities in the forms of both operations; null where there are none. */
final class LogprobRendering {
    /** What the API writes for a probability too small to state: JSON has no infinity. */
    private static final double TINY = -9999;

    private LogprobRendering() {}

    static JsonNode chat(List<TokenLogprob> tokens) {
        if (tokens.isEmpty()) {
            return NullNode.getInstance();
        }
        ObjectNode logprobs = Json.MAPPER.createObjectNode();
        ArrayNode content = logprobs.putArray("content");
        for (TokenLogprob token : tokens) {
            ObjectNode entry = content.addObject();
            token(entry, token.token(), token.logprob());
            ArrayNode top = entry.putArray("top_logprobs");
            token.top().forEach(t -> token(top.addObject(), t.token(), t.logprob()));
        }
        logprobs.putNull("refusal");
        return logprobs;
    }

    /** Offsets count characters (code points) from the start of the text. */
    static JsonNode text(List<TokenLogprob> tokens) {
        if (tokens.isEmpty()) {
            return NullNode.getInstance();
        }
        ObjectNode logprobs = Json.MAPPER.createObjectNode();
        ArrayNode texts = logprobs.putArray("tokens");
        ArrayNode values = logprobs.putArray("token_logprobs");
        ArrayNode tops = logprobs.putArray("top_logprobs");
        ArrayNode offsets = logprobs.putArray("text_offset");
        int offset = 0;
        for (TokenLogprob token : tokens) {
            texts.add(token.token());
            values.add(finite(token.logprob()));
            ObjectNode top = tops.addObject();
            for (TokenLogprob.Alternative alternative : token.top()) {
                // two ids may have one text, such as parts of characters; the likelier one stays
                String text = WholeCharacters.of(alternative.token());
                if (!top.has(text)) {
                    top.put(text, finite(alternative.logprob()));
                }
            }
            offsets.add(offset);
            offset += token.token().codePointCount(0, token.token().length());
        }
        return logprobs;
    }

    private static void token(ObjectNode entry, String written, double logprob) {
        String text = WholeCharacters.of(written);
        entry.put("token", text);
        entry.put("logprob", finite(logprob));
        entry.set("bytes", bytes(text));
    }

    /** Null where the text stands for bytes that it no longer shows: a part of a character. */
    private static JsonNode bytes(String text) {
        if (text.indexOf(WholeCharacters.REPLACEMENT) >= 0) {
            return NullNode.getInstance();
        }
        ArrayNode bytes = Json.MAPPER.createArrayNode();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xff);
        }
        return bytes;
    }

    private static double finite(double logprob) {
        return Double.isFinite(logprob) ? logprob : TINY;
    }
}
