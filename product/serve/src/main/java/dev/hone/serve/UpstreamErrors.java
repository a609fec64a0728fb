package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.endpoint.EndpointException;
import dev.hone.lm.LimitReached;
import dev.hone.lm.Message;
import dev.hone.serve.openai.ApiError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps a model from answering, as a client should see it: typed, and without addresses or keys of what is behind. */
final class UpstreamErrors {
    private static final String BEHIND = "The model behind this server ";

    private static final String BUSY = BEHIND + "takes no more requests now.";
    private static final String FAILED = BEHIND + "failed to answer.";
    private static final int QUOTE = 20; // characters in a row
    private static final int SHORTEST = 8; // shorter ones are in any text

    private UpstreamErrors() {}

    /** @param messages of the request, which the error does not repeat even where the upstream's words do */
    static ApiError of(HoneException failure, List<Message> messages) {
        return switch (failure) {
            case LimitReached _ ->
                error(429, "insufficient_quota", "hone_limit_reached", "This server may spend no more.");
            case EndpointException.RateLimited _ -> error(429, "rate_limit_error", "upstream_rate_limited", BUSY);
            case EndpointException.TimedOut _ ->
                error(504, "server_error", "upstream_timeout", BEHIND + "did not answer in time.");
            case EndpointException.Rejected rejected -> rejected(rejected.said(), messages);
            case EndpointException.Unauthorised _ -> noAccess();
            case EndpointException.ModelUnknown _ ->
                error(502, "server_error", "upstream_model_unknown", BEHIND + "is not there under its name.");
            case EndpointException.Interrupted _ ->
                error(503, "server_error", "interrupted", "The request was stopped.");
            case EndpointException _ -> error(502, "server_error", "upstream_failed", FAILED);
            default ->
                error(400, "invalid_request_error", null, failure.problem() + " Maybe " + failure.advice() + ".");
        };
    }

    /** For a request that the model refuses in these words, which are left out where they repeat the prompt. */
    static ApiError rejected(String said, List<Message> messages) {
        return error(
                400,
                "invalid_request_error",
                "upstream_rejected",
                BEHIND + "rejects the request" + reason(said, messages));
    }

    /** For an answer of this status that is none of the API: a web page, half a JSON. */
    static ApiError noAnswer(int status) {
        return status == 429
                ? error(429, "rate_limit_error", "upstream_rate_limited", BUSY)
                : error(502, "server_error", "upstream_failed", FAILED);
    }

    /** For an error that was handed on in the upstream's words, which may repeat the prompt and are the client's alone. */
    static ApiError passed(int status) {
        return error(status, "server_error", null, BEHIND + "answered " + status + ".");
    }

    /** For one that refuses the server's key. */
    static ApiError noAccess() {
        return error(502, "server_error", "upstream_unauthorized", BEHIND + "does not accept this server's key.");
    }

    /** For a stream that ends within an event. */
    static ApiError cut() {
        return error(502, "server_error", "upstream_failed", BEHIND + "ended its answer half-way.");
    }

    private static String reason(String said, List<Message> messages) {
        return said.isBlank() || quotes(said, messages) ? "." : ": " + said;
    }

    /** Whether the words repeat a message: a short one whole, of a longer one so much that it is no accident. */
    static boolean quotes(String said, List<Message> messages) {
        for (Message message : messages) {
            String content = message.content();
            int length = Math.min(QUOTE, content.length());
            for (int at = 0; length >= SHORTEST && at + length <= said.length(); at++) {
                if (content.contains(said.substring(at, at + length))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ApiError error(int status, String type, @Nullable String code, String message) {
        return new ApiError(status, type, Optional.empty(), Optional.ofNullable(code), message);
    }
}
