package dev.hone.serve.openai;

import dev.hone.core.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Errors of other servers, with what clients of this API rely on. */
public final class ErrorShape {
    private ErrorShape() {}

    /**
     * The error with all four keys; what it has already stays as it is.
     *
     * @param body a JSON object, in whatever shape its server gives to errors
     * @param status of HTTP, 400 or more
     */
    public static String complete(String body, int status) {
        ObjectNode root = (ObjectNode) Json.read(body);
        JsonNode given = root.path("error");
        ObjectNode error;
        if (given.isObject()) {
            error = (ObjectNode) given;
        } else {
            String message = given.stringValueOpt()
                    .or(() -> root.path("message").stringValueOpt())
                    .orElse("The model behind this server answered " + status + ".");
            error = root.putObject("error").put("message", message);
        }
        if (!error.path("message").isString()) {
            error.put("message", "The model behind this server answered " + status + ".");
        }
        if (!error.path("type").isString()) {
            error.put("type", status >= 500 ? "server_error" : "invalid_request_error");
        }
        for (String key : new String[] {"param", "code"}) {
            if (!error.has(key)) {
                error.putNull(key);
            }
        }
        return Json.write(root);
    }

    /** What an error's body says; empty where that can't be read. */
    public static String words(String body) {
        try {
            JsonNode error = Json.read(body).path("error");
            return error.path("message").asString(error.asString(""));
        } catch (JacksonException e) {
            return "";
        }
    }
}
