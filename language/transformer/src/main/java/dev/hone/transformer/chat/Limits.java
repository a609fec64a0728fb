package dev.hone.transformer.chat;

/** What one rendering may use: a template comes from wherever the model came from. */
final class Limits {
    /** Characters of one text. */
    static final int LARGEST = 1 << 24;

    /** Items of one list. */
    static final int LONGEST = 1 << 20;

    /** Values computed, statements run, items of new lists and sixteenths of new texts: copying text is cheap. */
    static final long MOST_WORK = 5_000_000;

    private static final int CHARACTERS_PER_STEP = 16;

    /** Macros within macros. */
    static final int DEEPEST_CALL = 50;

    private long work;
    private int depth;

    void spend(long amount) {
        work += amount;
        if (work > MOST_WORK) {
            throw new TemplateException("more work than " + MOST_WORK + " steps");
        }
    }

    /** Counts the making of a value. */
    Value made(Value value) {
        spend(
                switch (value) {
                    case Value.Text t -> t.value().length() / CHARACTERS_PER_STEP;
                    case Value.Sequence s -> s.items().size();
                    default -> 1;
                });
        return value;
    }

    /** Counts the writing of a text. */
    void wrote(String text) {
        spend(text.length() / CHARACTERS_PER_STEP);
    }

    void enterCall() {
        if (++depth > DEEPEST_CALL) {
            throw new TemplateException("macros nested deeper than " + DEEPEST_CALL);
        }
    }

    void leaveCall() {
        depth--;
    }

    /** {@code size}, unless a text must not be so large. */
    static int size(long size) {
        if (size > LARGEST) {
            throw new TemplateException("a text of more than " + LARGEST + " characters");
        }
        return (int) size;
    }

    /** {@code length}, unless a list must not be so long. */
    static int length(long length) {
        if (length > LONGEST) {
            throw new TemplateException("a list of more than " + LONGEST + " items");
        }
        return (int) length;
    }
}
