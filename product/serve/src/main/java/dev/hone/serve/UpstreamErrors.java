package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.endpoint.EndpointException;
import dev.hone.lm.LimitReached;
import dev.hone.serve.openai.ApiError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps a model from answering, as a client should see it: typed, and without addresses or keys of what is behind. */
final class UpstreamErrors {
    private static final String BEHIND = "The model behind this server ";

    private UpstreamErrors() {}

    static ApiError of(HoneException failure) {
        return switch (failure) {
            case LimitReached _ ->
                error(429, "insufficient_quota", "hone_limit_reached", "This server may spend no more.");
            case EndpointException.RateLimited _ ->
                error(429, "rate_limit_error", "upstream_rate_limited", BEHIND + "takes no more requests now.");
            case EndpointException.TimedOut _ ->
                error(504, "server_error", "upstream_timeout", BEHIND + "did not answer in time.");
            case EndpointException.Rejected rejected ->
                error(
                        400,
                        "invalid_request_error",
                        "upstream_rejected",
                        BEHIND + "rejects the request: " + rejected.problem());
            case EndpointException.Unauthorised _ ->
                error(502, "server_error", "upstream_unauthorized", BEHIND + "does not accept this server's key.");
            case EndpointException.ModelUnknown _ ->
                error(502, "server_error", "upstream_model_unknown", BEHIND + "is not there under its name.");
            case EndpointException.Interrupted _ ->
                error(503, "server_error", "interrupted", "The request was stopped.");
            case EndpointException _ -> error(502, "server_error", "upstream_failed", BEHIND + "failed to answer.");
            default ->
                error(400, "invalid_request_error", null, failure.problem() + " Maybe " + failure.advice() + ".");
        };
    }

    private static ApiError error(int status, String type, @Nullable String code, String message) {
        return new ApiError(status, type, Optional.empty(), Optional.ofNullable(code), message);
    }
}
