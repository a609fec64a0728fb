package dev.hone.endpoint;

import dev.hone.core.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Which of the protocol's optional parts a server takes. It begins hopeful; each lesson only takes something away, so two
 * lessons learned at the same time combine by {@link #meet} in either order.
 *
 * @param samplesPerCall most samples one call returns
 * @param seed takes {@code seed}
 * @param logprobs takes {@code logprobs} and returns them
 * @param maxTokens calls the token limit {@code max_tokens}; else {@code max_completion_tokens}
 */
record Dialect(int samplesPerCall, boolean seed, boolean logprobs, boolean maxTokens) {
    static Dialect hopeful(int samplesPerCall) {
        return new Dialect(samplesPerCall, true, true, true);
    }

    Dialect meet(Dialect other) {
        return new Dialect(
                Math.min(samplesPerCall, other.samplesPerCall),
                seed && other.seed,
                logprobs && other.logprobs,
                maxTokens && other.maxTokens);
    }

    Dialect withSamplesPerCall(int most) {
        return new Dialect(most, seed, logprobs, maxTokens);
    }

    Dialect withoutLogprobs() {
        return new Dialect(samplesPerCall, seed, false, maxTokens);
    }

    /**
     * The dialect to try next after a server rejected a request; empty if its complaint names nothing that can be left out.
     * Only what does not change the samples' distribution may be: never temperature, {@code top_p}, {@code top_k} or
     * {@code stop}.
     *
     * @param body the answer with status 400 or 422
     */
    Optional<Dialect> after(String body, ChatRequest rejected) {
        List<String> complaint = complaint(body);
        if (maxTokens && names(complaint, "max_completion_tokens")) {
            return Optional.of(new Dialect(samplesPerCall, seed, logprobs, false));
        }
        if (logprobs && rejected.sends("logprobs") && names(complaint, "logprobs", "top_logprobs")) {
            return Optional.of(withoutLogprobs());
        }
        if (seed && names(complaint, "seed")) {
            return Optional.of(new Dialect(samplesPerCall, false, logprobs, maxTokens));
        }
        // llama.cpp says "Only one completion choice is allowed"
        if (rejected.n() > 1 && (names(complaint, "n") || names(complaint, "one completion choice"))) {
            return Optional.of(withSamplesPerCall(1));
        }
        return Optional.empty();
    }

    /** OpenAI's {@code error.param} and {@code error.message}; FastAPI's {@code detail[].loc} and {@code msg}; else the body. */
    private static List<String> complaint(String body) {
        List<String> parts = new ArrayList<>();
        try {
            JsonNode root = Json.read(body);
            JsonNode error = root.path("error");
            error.path("param").stringValueOpt().ifPresent(parts::add);
            error.path("message").stringValueOpt().ifPresent(parts::add);
            error.stringValueOpt().ifPresent(parts::add);
            root.path("message").stringValueOpt().ifPresent(parts::add);
            root.path("detail").stringValueOpt().ifPresent(parts::add);
            for (JsonNode detail : root.path("detail")) {
                detail.path("loc").forEach(place -> place.stringValueOpt().ifPresent(parts::add));
                detail.path("msg").stringValueOpt().ifPresent(parts::add);
            }
        } catch (JacksonException e) {
            parts.add(body);
        }
        return parts;
    }

    private static boolean names(List<String> complaint, String... words) {
        return List.of(words).stream().anyMatch(word -> {
            Pattern whole = Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(word) + "(?![A-Za-z0-9_])");
            return complaint.stream()
                    .anyMatch(
                            text -> whole.matcher(text.toLowerCase(Locale.ROOT)).find());
        });
    }
}
