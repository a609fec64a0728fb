package dev.hone.transformer.tokenizer;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The tokens of a {@code tokenizer.json} by id and by content, read as a stream: such files reach 20 MB. */
final class Vocabulary {
    /** No model has more rows; a larger id is a damaged file, not a reason to run out of memory. */
    private static final int MOST = 1 << 24;

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<@Nullable String> tokens = new ArrayList<>();
    private final BitSet special = new BitSet();

    static Vocabulary read(Path file) {
        Vocabulary vocabulary = new Vocabulary();
        try (JsonParser json = Json.MAPPER.createParser(file)) {
            vocabulary.readTop(json);
        } catch (JacksonException e) {
            throw new HoneException(
                    "The tokenizer " + file + " is no valid JSON: " + Json.problem(e) + ".",
                    "copy tokenizer.json anew from where the model came from",
                    e);
        }
        if (vocabulary.tokens.isEmpty()) {
            throw new HoneException(
                    "The tokenizer " + file + " has no tokens.",
                    "copy tokenizer.json anew from where the model came from");
        }
        return vocabulary;
    }

    int size() {
        return tokens.size();
    }

    Optional<String> token(int id) {
        return id < 0 || id >= tokens.size() ? Optional.empty() : Optional.ofNullable(tokens.get(id));
    }

    OptionalInt id(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    boolean special(int id) {
        return id >= 0 && special.get(id);
    }

    private void readTop(JsonParser json) {
        json.nextToken();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("added_tokens") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    readAdded(json);
                }
            } else if (name.equals("model") && value == JsonToken.START_OBJECT) {
                readModel(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readAdded(JsonParser json) {
        int id = -1;
        String content = "";
        boolean isSpecial = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = json.getIntValue();
                case "content" -> content = json.getString();
                case "special" -> isSpecial = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        put(content, id);
        if (isSpecial && id >= 0) {
            special.set(id);
        }
    }

    private void readModel(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (!name.equals("vocab")) {
                json.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String token = json.currentName();
                    json.nextToken();
                    put(token, json.getIntValue());
                }
            } else {
                readScored(json);
            }
        }
    }

    /** A unigram model's list of [token, score]; the id is the place. */
    private void readScored(JsonParser json) {
        for (int id = 0; json.nextToken() == JsonToken.START_ARRAY; id++) {
            json.nextToken();
            put(json.getString(), id);
            json.nextToken();
            json.nextToken();
        }
    }

    private void put(String token, int id) {
        if (id < 0 || id >= MOST) {
            return;
        }
        while (tokens.size() <= id) {
            tokens.add(null);
        }
        tokens.set(id, token);
        ids.put(token, id);
    }
}
