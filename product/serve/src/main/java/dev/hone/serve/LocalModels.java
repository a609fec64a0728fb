package dev.hone.serve;

import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.Ask;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What models on this machine can't do; asked for it they refuse, since ignoring it would change what is drawn unseen. */
final class LocalModels {
    private static final List<String> FIELDS = List.of(
            "tools",
            "functions",
            "response_format",
            "echo",
            "suffix",
            "logit_bias",
            "frequency_penalty",
            "presence_penalty");

    private LocalModels() {}

    /** @throws ApiError 400 naming the field, if one is set to something that a local model would have to obey */
    static void requireSupported(Ask ask) {
        for (String field : FIELDS) {
            if (asksFor(ask.request().fields().path(field))) {
                throw ApiError.invalid(field, "This model runs on the server's own machine and can't do that.");
            }
        }
    }

    private static boolean asksFor(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (value.isNumber()) {
            return value.decimalValue().signum() != 0;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isObject() && value.path("type").asString("").equals("text")) {
            return false; // the response format that means nothing
        }
        return value.isContainer() ? !value.isEmpty() : !value.asString("").isEmpty();
    }
}
