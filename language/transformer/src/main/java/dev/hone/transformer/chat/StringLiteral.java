package dev.hone.transformer.chat;

/**
 * A quoted string of a template with its escapes resolved as Python does; an unknown escape stays as it is written.
 *
 * @param end just past the closing quote
 */
record StringLiteral(String value, int end) {
    static StringLiteral read(String source, int start, int line) {
        char quote = source.charAt(start);
        StringBuilder value = new StringBuilder();
        int at = start + 1;
        while (at < source.length() && source.charAt(at) != quote) {
            if (source.charAt(at) == '\\' && at + 1 < source.length()) {
                at = escape(source, at + 1, value, line);
            } else {
                value.append(source.charAt(at++));
            }
        }
        if (at >= source.length()) {
            throw new TemplateException("a string has no end", line, false);
        }
        return new StringLiteral(value.toString(), at + 1);
    }

    /** Appends what the escape at {@code at}, just past the backslash, stands for; returns where the text goes on. */
    private static int escape(String source, int at, StringBuilder value, int line) {
        char c = source.charAt(at);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> value.append(c);
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000B');
            case 'x' -> value.appendCodePoint(number(source, at + 1, 2, 16, line));
            case 'u' -> value.appendCodePoint(number(source, at + 1, 4, 16, line));
            case 'U' -> value.appendCodePoint(number(source, at + 1, 8, 16, line));
            default -> {
                int digits = 0;
                while (digits < 3 && at + digits < source.length() && isOctal(source.charAt(at + digits))) {
                    digits++;
                }
                if (digits > 0) {
                    value.appendCodePoint(number(source, at, digits, 8, line));
                    return at + digits;
                }
                value.append('\\').append(c);
            }
        }
        return at
                + 1
                + switch (c) {
                    case 'x' -> 2;
                    case 'u' -> 4;
                    case 'U' -> 8;
                    default -> 0;
                };
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private static int number(String source, int from, int digits, int radix, int line) {
        try {
            int code = Integer.parseInt(source, from, from + digits, radix);
            if (Character.isValidCodePoint(code)) {
                return code;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new TemplateException("a string has a malformed escape", line, false);
        }
        throw new TemplateException("a string has an escape beyond Unicode", line, false);
    }
}
