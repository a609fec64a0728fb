package dev.hone.core;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper: duplicate keys and trailing tokens are errors, numbers keep their value, output is one line. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    /** The tree of a text; throws Jackson's exception, which callers turn into one that names file and line. */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** What is wrong with a text that was read, for a person: Jackson also names a source that it is told not to show. */
    public static String problem(JacksonException e) {
        return String.valueOf(e.getOriginalMessage())
                .replaceAll(" \\(start marker at \\[Source: [^\\]]*\\]\\)", "")
                .replaceAll("\\s*\\[Source: [^\\]]*\\]", "");
    }

    /**
     * A value on one line. Half a surrogate pair, which a model cut in the middle of a character can leave, is written as an
     * escape: UTF-8 has no bytes for it, and an encoder would silently put a question mark there.
     */
    public static String write(Object value) {
        String json = MAPPER.writeValueAsString(value);
        StringBuilder escaped = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = i + 1 < json.length() && Character.isSurrogatePair(c, json.charAt(i + 1));
            if (pair) {
                i++;
            } else {
                escaped.append(json, copied, i).append(String.format("\\u%04x", (int) c));
                copied = i + 1;
            }
        }
        return copied == 0 ? json : escaped.append(json, copied, json.length()).toString();
    }
}
