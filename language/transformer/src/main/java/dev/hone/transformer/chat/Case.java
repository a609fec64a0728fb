package dev.hone.transformer.chat;

import java.util.Locale;

/** Upper and lower case, the same in every country. */
final class Case {
    private Case() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = Character.charCount(text.codePointAt(0));
        return Character.toString(Character.toTitleCase(text.codePointAt(0))) + lower(text.substring(first));
    }

    /** Each run of letters capitalised, as Python's method does: "they're" becomes "They'Re". */
    static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int c : text.codePoints().toArray()) {
            out.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inside = Character.isLetter(c);
        }
        return out.toString();
    }

    /** Each word capitalised, as Jinja's filter does: "they're" becomes "They're". */
    static String words(String text) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int c : text.codePoints().toArray()) {
            boolean gap = Whitespace.is(c) || "-({[<".indexOf(c) >= 0;
            out.append(inside ? lower(Character.toString(c)) : upper(Character.toString(c)));
            inside = !gap;
        }
        return out.toString();
    }

    static String swapped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .mapToObj(c -> Character.isUpperCase(c) ? lower(Character.toString(c)) : upper(Character.toString(c)))
                .forEach(out::append);
        return out.toString();
    }
}
