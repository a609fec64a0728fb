package dev.hone.serve.openai;

import dev.hone.core.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** An error as a client of the API sees it: always with all four keys. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String words;
    private final int status;
    private final String type;
    private final Optional<String> param;
    private final Optional<String> code;

    /**
     * An error.
     *
     * @param status of HTTP, 400 to 599
     * @param type such as {@code invalid_request_error}
     * @param param the field it is about
     * @param code a word for programs, such as {@code model_not_found}
     * @param message for people; holds neither keys nor prompts
     */
    public ApiError(int status, String type, Optional<String> param, Optional<String> code, String message) {
        super(message);
        words = message;
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    /** The client's fault: status 400. */
    public static ApiError invalid(String param, String message) {
        return new ApiError(400, "invalid_request_error", Optional.of(param), Optional.empty(), message);
    }

    /** For people; holds neither keys nor prompts. */
    public String words() {
        return words;
    }

    public int status() {
        return status;
    }

    /** {@code {"error": {"message", "type", "param", "code"}}}. */
    public ObjectNode json() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode error = root.putObject("error");
        error.put("message", words);
        error.put("type", type);
        error.put("param", param.orElse(null));
        error.put("code", code.orElse(null));
        return root;
    }
}
