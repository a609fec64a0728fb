package dev.hone.endpoint;

/** The beginning of somebody else's text, made fit for an error message. */
final class Excerpt {
    private Excerpt() {}

    /**
     * At most {@code limit} characters on one line. Control and format characters become blanks, so that a server can't move
     * the cursor, colour the terminal or turn the reading direction through an error message.
     */
    static String of(String text, int limit) {
        StringBuilder line = new StringBuilder();
        int taken = 0;
        int at = 0;
        while (at < text.length() && taken < limit) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            boolean blank = !shows(c);
            if (blank && (line.isEmpty() || line.charAt(line.length() - 1) == ' ')) {
                continue;
            }
            line.appendCodePoint(blank ? ' ' : c);
            taken++;
        }
        String shown = line.toString().strip();
        return at < text.length() ? shown + "…" : shown;
    }

    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
