package dev.hone.serve.openai;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request's body as a JSON object. Duplicate keys, trailing text and deep nesting are errors; fractions keep every digit, since
 * fields that Hone doesn't know are handed on. Errors say where, never what: a parser's own message quotes the body.
 */
final class RequestJson {
    private static final int DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RequestJson() {}

    static ObjectNode read(byte[] body) {
        JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (StreamConstraintsException e) {
            throw invalid("The body's JSON is nested more than " + DEPTH
                    + " deep, or holds a number or name too long to read" + place(e) + ".");
        } catch (JacksonException e) {
            throw invalid("The body isn't valid JSON in UTF-8 with every key once" + place(e) + ".");
        }
        if (root instanceof ObjectNode object) {
            return object;
        }
        throw invalid("The body must be a JSON object, not " + Fields.type(root) + ".");
    }

    private static ApiError invalid(String message) {
        return new ApiError(400, "invalid_request_error", Optional.empty(), Optional.empty(), message);
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
