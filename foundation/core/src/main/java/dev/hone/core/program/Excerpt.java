package dev.hone.core.program;

/** Part of what somebody else's program wrote, on one line, for an error. */
public final class Excerpt {
    private static final int LONGEST = 200;
    private static final int LONGEST_END = 400;

    private Excerpt() {}

    /** The beginning of a text. */
    public static String start(String text) {
        String line = line(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** The end of a text: where programs that fail say why. */
    public static String end(String text) {
        String line = line(text);
        return line.length() <= LONGEST_END ? line : "..." + line.substring(line.length() - LONGEST_END);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
