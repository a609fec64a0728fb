package dev.hone.transformer.chat;

/** Python's {@code replace} and {@code count}; an empty old text stands at every place, the end included. */
final class Replacement {
    private Replacement() {}

    /** The first {@code most} occurrences replaced; all if negative. */
    static String of(String text, String old, String fresh, long most) {
        long left = most < 0 ? Long.MAX_VALUE : most;
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (left > 0) {
            int found = text.indexOf(old, at);
            if (found < 0) {
                break;
            }
            out.append(text, at, found).append(fresh);
            at = found + old.length();
            left--;
            if (old.isEmpty()) {
                if (at == text.length()) {
                    break;
                }
                int next = at + Character.charCount(text.codePointAt(at));
                out.append(text, at, next);
                at = next;
            }
            Limits.size(out.length());
        }
        return out.append(text, at, text.length()).toString();
    }

    static int count(String text, String part) {
        if (part.isEmpty()) {
            return CodePoints.length(text) + 1;
        }
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
