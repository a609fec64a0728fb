package dev.hone.serve.openai;

import dev.hone.core.Json;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * What an answer that is handed on as it comes has used.
 *
 * @param promptTokens as billed
 * @param completionTokens of all choices
 * @param estimated the server said nothing that can be used: the numbers are guesses
 */
public record UsageOf(long promptTokens, long completionTokens, boolean estimated) {
    /** Characters of English text to a token, by the usual rule. */
    private static final int CHARACTERS = 4;

    /** Python servers write NaN and Infinity into log-probabilities. */
    private static final ObjectReader LENIENT = Json.MAPPER.reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

    /**
     * Of an answer that came whole.
     *
     * @param promptGuess tokens of the prompt where the server doesn't say
     * @return empty if it is no JSON object, and so no answer of the API
     */
    public static Optional<UsageOf> body(byte[] body, long promptGuess) {
        JsonNode root;
        try {
            root = LENIENT.readTree(body);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return root.isObject()
                ? reported(root).or(() -> Optional.of(new UsageOf(promptGuess, guess(root), true)))
                : Optional.empty();
    }

    /** Of an answer that comes as events: the last one that reports wins, since some servers count as they go. */
    public static final class Stream {
        private final long promptGuess;
        private long events;
        private Optional<UsageOf> reported = Optional.empty();

        /** @param promptGuess tokens of the prompt where the server doesn't say */
        public Stream(long promptGuess) {
            this.promptGuess = promptGuess;
        }

        /** Takes the data of one event; most are only looked through, not parsed. */
        public void event(String data) {
            if (data.equals(SseFrames.DONE)) {
                return;
            }
            events++;
            if (holdsUsage(data)) {
                try {
                    UsageOf.reported(Json.read(data)).ifPresent(usage -> reported = Optional.of(usage));
                } catch (JacksonException e) {
                    // half an event, which the client gets as it is
                }
            }
        }

        /** What is known so far; without a report an event counts as a token. */
        public UsageOf usage() {
            return reported.orElseGet(() -> new UsageOf(promptGuess, events, true));
        }

        /** Whether a key {@code usage} with an object is in it; inside a JSON string the quotes would be escaped. */
        private static boolean holdsUsage(String data) {
            String key = "\"usage\"";
            for (int at = data.indexOf(key); at >= 0; at = data.indexOf(key, at + 1)) {
                int next = afterSpace(data, at + key.length());
                if (next < data.length() && data.charAt(next) == ':') {
                    next = afterSpace(data, next + 1);
                    if (next < data.length() && data.charAt(next) == '{') {
                        return true;
                    }
                }
            }
            return false;
        }

        private static int afterSpace(String data, int at) {
            int i = at;
            while (i < data.length() && Character.isWhitespace(data.charAt(i))) {
                i++;
            }
            return i;
        }
    }

    private static Optional<UsageOf> reported(JsonNode root) {
        OptionalLong prompt = count(root, "prompt_tokens");
        OptionalLong completion = count(root, "completion_tokens");
        return prompt.isPresent() && completion.isPresent()
                ? Optional.of(new UsageOf(prompt.getAsLong(), completion.getAsLong(), false))
                : Optional.empty();
    }

    private static OptionalLong count(JsonNode root, String field) {
        OptionalLong count = Fields.whole(root.path("usage").path(field));
        return count.isPresent() && count.getAsLong() >= 0 ? count : OptionalLong.empty();
    }

    private static long guess(JsonNode root) {
        long tokens = 0;
        for (JsonNode choice : root.path("choices")) {
            String text = choice.path("text")
                    .stringValueOpt()
                    .or(() -> choice.path("message").path("content").stringValueOpt())
                    .orElseGet(() -> choice.path("message").toString());
            tokens += Math.ceilDiv(text.codePointCount(0, text.length()), CHARACTERS);
        }
        return tokens;
    }
}
