package dev.hone.reward;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the last number of a text. Compared by value, so {@code 1,250.00}, {@code $1250} and {@code 1.25e3} are one number;
 * exactly, so 0.1 + 0.2 is not 0.3 by a hair.
 *
 * <ul>
 *   <li>Commas count as thousands separators only where groups of three digits follow: {@code 1,2} is two numbers.
 *   <li>A minus (also U+2212) is a sign unless it follows a digit, a letter or a closing bracket: {@code 10-4} ends in 4.
 *       A currency sign may stand between it and the digits: {@code -$5} is -5.
 *   <li>A percent sign is dropped without dividing: {@code 50%} is 50.
 *   <li>Scientific notation counts up to four digits of exponent.
 *   <li>Not read: fractions ({@code 1/2} ends in 2), decimal commas, number words, other scripts' digits. A number of more
 *       than 1,000 digits is none.
 * </ul>
 */
final class Numbers {
    // possessive throughout, so that no text can make it backtrack
    private static final Pattern NUMBER = Pattern.compile(
            "((?<![\\p{L}\\p{Nd})\\]}])[-+\u2212]\\p{Sc}?+)?+" // sign
                    + "(?:(\\d{1,3}+(?:,\\d{3}){1,400}+(?!\\d)|\\d++)(\\.\\d++)?+|(?<!\\d)(\\.\\d++))" // digits
                    + "([eE][-+]?+\\d{1,4}+(?!\\d))?+"); // exponent

    private static final int LONGEST = 1_000;

    private Numbers() {}

    /** The last number, or empty if the text has none. */
    static Optional<BigDecimal> last(String text) {
        int end = text.length();
        while (end > 0 && !isDigit(text.charAt(end - 1))) {
            end--;
        }
        // a number never leaves the run of characters that numbers are made of, so the last one is in the last run
        int start = end;
        while (start > 0 && isNumeric(text.charAt(start - 1))) {
            start--;
        }
        return lastIn(text, start, end);
    }

    /** The last number of a part of a text; the characters around the part are seen. */
    static Optional<BigDecimal> lastIn(String text, int start, int end) {
        Matcher matcher = NUMBER.matcher(text).region(start, end).useTransparentBounds(true);
        int from = -1;
        int to = -1;
        while (matcher.find()) {
            from = matcher.start();
            to = matcher.end();
        }
        if (from < 0 || to - from > LONGEST) {
            return Optional.empty();
        }
        String digits = text.substring(from, to).replace('\u2212', '-').replaceAll("[,\\p{Sc}]", "");
        return Optional.of(new BigDecimal(digits));
    }

    /** The last number in a form in which equal values are equal texts. */
    static Optional<String> lastCanonical(String text) {
        return last(text).map(Numbers::canonical);
    }

    /** A number in a form in which equal values are equal texts. */
    static String canonical(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumeric(char c) {
        return isDigit(c) || ",.eE+-\u2212".indexOf(c) >= 0 || Character.getType(c) == Character.CURRENCY_SYMBOL;
    }
}
