package dev.hone.serve.http;

import dev.hone.serve.openai.ApiError;
import java.util.Optional;

/** What the server itself answers when something is wrong, in the API's words. */
final class Problems {
    private Problems() {}

    static ApiError key() {
        return new ApiError(
                401,
                "invalid_request_error",
                Optional.empty(),
                Optional.of("invalid_api_key"),
                "Incorrect API key provided: this server wants 'Authorization: Bearer KEY' with one of its own keys.");
    }

    static ApiError admin() {
        return new ApiError(
                403,
                "invalid_request_error",
                Optional.empty(),
                Optional.of("admin_required"),
                "This takes one of the keys of --admin-key-file; without such a file, a request from the server's own machine.");
    }

    static ApiError foreign() {
        return new ApiError(
                403,
                "invalid_request_error",
                Optional.empty(),
                Optional.of("foreign_origin"),
                "This server answers only requests to localhost that no other site's page has caused; it can serve others with"
                        + " a key file.");
    }

    static ApiError tooLong(int limit) {
        return new ApiError(
                413,
                "invalid_request_error",
                Optional.empty(),
                Optional.of("request_too_large"),
                "The request's body is longer than " + limit + " bytes.");
    }

    static ApiError overloaded() {
        return unavailable("overloaded", "The server is working on as many requests as it may; try again later.");
    }

    static ApiError stopping() {
        return unavailable("shutting_down", "The server is shutting down; try again later.");
    }

    static ApiError internal() {
        return new ApiError(
                500,
                "server_error",
                Optional.empty(),
                Optional.of("internal_error"),
                "The server had an error while processing the request.");
    }

    private static ApiError unavailable(String code, String message) {
        return new ApiError(503, "server_error", Optional.empty(), Optional.of(code), message);
    }
}
