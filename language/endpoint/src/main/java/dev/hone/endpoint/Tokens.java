package dev.hone.endpoint;

import dev.hone.lm.Message;
import dev.hone.lm.Query;

/** Token counts of texts whose tokenizer is out of reach: four characters each, the usual rule for English text. */
final class Tokens {
    private static final int CHARACTERS = 4;

    private Tokens() {}

    static long about(String text) {
        return Math.ceilDiv((long) text.codePointCount(0, text.length()), CHARACTERS);
    }

    /** Of all turns; role and separators of a turn count as four tokens. */
    static long about(Query query) {
        return query.messages().stream()
                .map(Message::content)
                .mapToLong(text -> about(text) + 4)
                .sum();
    }
}
