package dev.hone.transformer.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Python's ways to cut a string. */
final class Splitting {
    private static final String LINE_ENDS = "\n\r\u000B\f\u001C\u001D\u001E\u0085\u2028\u2029";

    private Splitting() {}

    /** Without a separator at runs of white space, of which none is at either end; at most {@code most} cuts, all if negative. */
    static List<String> forward(String text, Optional<String> separator, long most) {
        long left = most < 0 ? Long.MAX_VALUE : most;
        return separator.isPresent() ? at(text, nonEmpty(separator.get()), left) : atSpace(text, left);
    }

    /** The same, but where cuts are limited the last ones are made. */
    static List<String> backward(String text, Optional<String> separator, long most) {
        if (most < 0) {
            return forward(text, separator, most);
        }
        return forward(reverse(text), separator.map(Splitting::reverse), most).reversed().stream()
                .map(Splitting::reverse)
                .toList();
    }

    private static List<String> at(String text, String separator, long most) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int found = text.indexOf(separator);
                found >= 0 && parts.size() < most;
                found = text.indexOf(separator, from)) {
            parts.add(text.substring(from, found));
            from = found + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<String> atSpace(String text, long most) {
        List<String> parts = new ArrayList<>();
        int at = Whitespace.skip(text, 0);
        while (at < text.length()) {
            if (parts.size() == most) {
                parts.add(text.substring(at));
                break;
            }
            int end = at;
            while (end < text.length() && !Whitespace.is(text.charAt(end))) {
                end++;
            }
            parts.add(text.substring(at, end));
            at = Whitespace.skip(text, end);
        }
        return parts;
    }

    /** What is before the separator, the separator, what is after; all before (or, from the back, after) if it isn't there. */
    static List<String> partition(String text, String separator, boolean last) {
        int found = last ? text.lastIndexOf(nonEmpty(separator)) : text.indexOf(nonEmpty(separator));
        if (found < 0) {
            return last ? List.of("", "", text) : List.of(text, "", "");
        }
        return List.of(text.substring(0, found), separator, text.substring(found + separator.length()));
    }

    static List<String> lines(String text, boolean keepEnds) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (LINE_ENDS.indexOf(text.charAt(at)) >= 0) {
                int end = text.startsWith("\r\n", at) ? at + 2 : at + 1;
                lines.add(text.substring(from, keepEnds ? end : at));
                from = end;
                at = end - 1;
            }
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    private static String nonEmpty(String separator) {
        if (separator.isEmpty()) {
            throw new TemplateException("an empty separator");
        }
        return separator;
    }

    private static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
