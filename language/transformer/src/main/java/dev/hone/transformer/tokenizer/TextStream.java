package dev.hone.transformer.tokenizer;

import java.util.Arrays;

/**
 * The text of a sequence of tokens as it grows, in context.
 *
 * <p>Tokens can't be decoded one by one: a character's bytes may be spread over several of them, and a decoder drops the
 * leading space of what it takes for the beginning of a text. So a window of earlier tokens is decoded once without and
 * once with the new ones, and the difference is the new text. Text is held back while it ends in U+FFFD, which is how an
 * unfinished character reads; {@link #end()} gives out what is still held. The window begins where the last text began
 * and always has some text of its own, so its cost is a few tokens per token and the space after it is never dropped.
 *
 * <p>For one thread. Texts so far joined equal the whole decoded at once, except after bytes that are no valid UTF-8 in a
 * tokenizer with byte fallback, which then takes back characters that had been complete.
 */
public final class TextStream {
    private final Tokenizer tokenizer;
    private final StringBuilder text = new StringBuilder();
    private int[] ids;
    private int length;
    /** Where the window begins. */
    private int window;
    /** Tokens before this are given out (or context). */
    private int given;

    TextStream(Tokenizer tokenizer, int... context) {
        this.tokenizer = tokenizer;
        this.ids = Arrays.copyOf(context, context.length + 16);
        this.length = context.length;
        this.given = context.length;
        this.window = textual(context.length);
    }

    /** The text that one more token completes, often that of the token, sometimes none. */
    public String add(int id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, 2 * length);
        }
        ids[length++] = id;
        return give(false);
    }

    /** The text still held back, at the end of the sequence; U+FFFD stands for an unfinished character. */
    public String end() {
        return give(true);
    }

    /** Everything given out so far, without the context. */
    public String text() {
        return text.toString();
    }

    private String give(boolean all) {
        String before = decode(window, given);
        String now = decode(window, length);
        if (!all && now.endsWith("\uFFFD")) {
            return "";
        }
        String fresh = now.substring(commonPrefix(before, now));
        if (!fresh.isEmpty() || all) {
            if (!decode(given, length).isEmpty()) {
                window = given;
            }
            given = length;
            text.append(fresh);
        }
        return fresh;
    }

    /** The latest beginning of a window that ends at {@code end} and has text of its own; 0 where there is none. */
    private int textual(int end) {
        for (int back = 1; back < end; back *= 2) {
            String own = decode(end - back, end);
            if (!own.isEmpty() && own.charAt(0) != '\uFFFD') {
                return end - back;
            }
        }
        return 0;
    }

    private String decode(int from, int to) {
        return tokenizer.decode(Arrays.copyOfRange(ids, from, to));
    }

    private static int commonPrefix(String a, String b) {
        int limit = Math.min(a.length(), b.length());
        int i = 0;
        while (i < limit && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }
}
