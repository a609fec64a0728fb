package dev.hone.core.config;

import java.util.regex.Pattern;

/** Which texts YAML may show without quotes and still give back letter by letter. */
final class PlainScalars {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private PlainScalars() {}

    /** A number or truth value whose YAML form is the text itself, else the text, which YAML quotes where needed. */
    static Object of(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            Double number = Double.valueOf(text);
            if (number.toString().equals(text) && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException _) {
            // not a number: a text
        }
        return text;
    }
}
