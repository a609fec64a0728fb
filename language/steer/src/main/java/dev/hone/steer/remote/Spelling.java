package dev.hone.steer.remote;

import dev.hone.transformer.tokenizer.Tokenizer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Token ids by what their tokens read like, which is how an API names tokens. Tokens that are parts of characters read alike and have no
 * name; of several with one text the one counts that a tokenizer would choose, not the byte that stands for it.
 */
final class Spelling {
    private static final String PART = "\uFFFD";

    private final Map<String, Integer> ids = new HashMap<>();

    /** @param vocabulary ids that the model knows */
    Spelling(Tokenizer tokenizer, int vocabulary) {
        for (int id = 0; id < vocabulary; id++) {
            String text = tokenizer.text(id);
            if (!text.isEmpty() && !text.contains(PART)) {
                Integer other = ids.get(text);
                if (other == null || (isByte(tokenizer, other) && !isByte(tokenizer, id))) {
                    ids.put(text, id);
                }
            }
        }
    }

    private static boolean isByte(Tokenizer tokenizer, int id) {
        return tokenizer
                .token(id)
                .filter(token -> token.matches("<0x[0-9A-F]{2}>"))
                .isPresent();
    }

    /** The id of a token by its text; none of a text that no token has. */
    OptionalInt id(String text) {
        Integer id = ids.get(text);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }
}
