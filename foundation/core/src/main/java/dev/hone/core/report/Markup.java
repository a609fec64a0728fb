package dev.hone.core.report;

import java.util.Locale;

/** Text and numbers as the page shows them. */
final class Markup {
    private static final String DASH = "–";

    private Markup() {}

    /** Plain text made safe between tags and inside double quotes. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    /** A number with so many decimals; a dash if it is NaN. */
    static String number(double value, int decimals) {
        if (Double.isNaN(value)) {
            return DASH;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        // a rounded-away negative is zero, and a real minus is as wide as a digit
        return text.matches("-0[.0]*") ? text.substring(1) : text.replace('-', '−');
    }

    /** Decimals that show finite values of this size to four digits or so, none for whole numbers. */
    static int decimals(double[] values) {
        double largest = 0;
        boolean whole = true;
        for (double value : values) {
            if (Double.isFinite(value)) {
                largest = Math.max(largest, Math.abs(value));
                whole &= value == Math.rint(value);
            }
        }
        if (whole || largest >= 1000) {
            return 0;
        }
        return Math.clamp(2 - (int) Math.floor(Math.log10(largest)), 0, 9);
    }

    /** HTML has no place for control characters and lone surrogates, not even as references. */
    private static boolean isCharacter(int c) {
        boolean control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
        return !control && (c < 0xD800 || c > 0xDFFF);
    }
}
