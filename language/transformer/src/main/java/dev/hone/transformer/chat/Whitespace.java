package dev.hone.transformer.chat;

import java.util.function.IntPredicate;

/** White space as Python counts it, which is wider than Java's: no-break spaces and the next-line control belong to it. */
final class Whitespace {
    private Whitespace() {}

    static boolean is(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    static String strip(String text) {
        return stripStart(stripEnd(text));
    }

    static String stripStart(String text) {
        return stripStart(text, Whitespace::is);
    }

    static String stripEnd(String text) {
        return stripEnd(text, Whitespace::is);
    }

    static String stripStart(String text, IntPredicate goes) {
        int start = 0;
        while (start < text.length() && goes.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        return text.substring(start);
    }

    static String stripEnd(String text, IntPredicate goes) {
        int end = text.length();
        while (end > 0 && goes.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }

    /** The first place from {@code from} on that is no white space. */
    static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && is(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
