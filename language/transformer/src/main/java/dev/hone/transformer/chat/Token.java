package dev.hone.transformer.chat;

/**
 * A piece of a template.
 *
 * @param text of a {@code DATA} or {@code STRING} token its content, else as written
 * @param line where it begins, from 1
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        /** Text outside of tags, white space control already applied. */
        DATA,
        /** <code>{{</code>. */
        OUTPUT_BEGIN,
        OUTPUT_END,
        /** <code>{%</code>. */
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        REAL,
        OPERATOR,
        END
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case END -> "the end of the template";
            case DATA -> "text";
            case STRING -> "a string";
            default -> "'" + text + "'";
        };
    }
}
