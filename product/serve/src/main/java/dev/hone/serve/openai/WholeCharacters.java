package dev.hone.serve.openai;

/**
 * Text that clients can read: a half of a surrogate pair, which a sample cut inside a character leaves, becomes U+FFFD. JSON can
 * carry a half as an escape, but some clients' parsers refuse it, in names above all.
 */
final class WholeCharacters {
    static final char REPLACEMENT = '\uFFFD';

    private WholeCharacters() {}

    static String of(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (mended == null) {
                mended = new StringBuilder(text);
            }
            mended.setCharAt(i, REPLACEMENT);
        }
        return mended == null ? text : mended.toString();
    }
}
