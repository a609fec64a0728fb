package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a template into tokens and applies its white space control, as Jinja does with {@code trim_blocks} and
 * {@code lstrip_blocks}, which is how transformers sets it up:
 *
 * <ul>
 *   <li>{@code -} beside a delimiter takes away all white space on that side of the tag, {@code +} keeps it all;
 *   <li>without either, the white space between the beginning of a line and a block or comment goes, and so does the one
 *       newline after it; <code>{{ }}</code> keeps both;
 *   <li>one newline at the very end of the template goes.
 * </ul>
 */
final class Lexer {
    private static final Set<String> TWO = Set.of("==", "!=", ">=", "<=", "//", "**");
    private static final String ONE = "+-*/%~[](){}<>=.:|,;";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    /** Whether what precedes {@link #at} ended with a newline. */
    private boolean lineStart = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        if (source.endsWith("\n")) {
            source = source.substring(0, source.length() - 1);
        }
        Lexer lexer = new Lexer(source);
        lexer.template();
        lexer.add(Kind.END, "");
        return lexer.tokens;
    }

    private void template() {
        while (at < source.length()) {
            int tag = nextTag(at);
            if (tag < 0) {
                data(source.substring(at), source.length());
                return;
            }
            char kind = source.charAt(tag + 1);
            char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
            data(beforeTag(source.substring(at, tag), kind, sign), tag);
            at = tag + (sign == '-' || sign == '+' ? 3 : 2);
            switch (kind) {
                case '#' -> comment();
                case '{' -> tag(Kind.OUTPUT_BEGIN, Kind.OUTPUT_END, "}}");
                default -> {
                    if (!raw()) {
                        tag(Kind.BLOCK_BEGIN, Kind.BLOCK_END, "%}");
                    }
                }
            }
        }
    }

    private int nextTag(int from) {
        for (int i = from; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private String beforeTag(String text, char kind, char sign) {
        if (sign == '-') {
            return Whitespace.stripEnd(text);
        }
        if (sign == '+' || kind == '{') {
            return text;
        }
        int start = text.lastIndexOf('\n') + 1;
        boolean blank = Whitespace.strip(text.substring(start)).isEmpty();
        return blank && (start > 0 || lineStart) ? text.substring(0, start) : text;
    }

    private void data(String text, int end) {
        if (!text.isEmpty()) {
            add(Kind.DATA, text);
        }
        advance(end);
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw new TemplateException("a comment has no end", line, false);
        }
        closed(end, end > at ? source.charAt(end - 1) : ' ', true);
    }

    /** A raw block, whose content is text whatever it looks like; false if this block is another. */
    private boolean raw() {
        Optional<RawTag> begin = RawTag.at(source, at, "raw");
        if (begin.isEmpty()) {
            return false;
        }
        int from = begin.get().end();
        if (begin.get().strips()) {
            from = Whitespace.skip(source, from);
        }
        advance(from);
        for (int tag = source.indexOf("{%", at); tag >= 0; tag = source.indexOf("{%", tag + 1)) {
            char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
            Optional<RawTag> end = RawTag.at(source, tag + (sign == '-' || sign == '+' ? 3 : 2), "endraw");
            if (end.isPresent()) {
                data(beforeTag(source.substring(at, tag), '%', sign), tag);
                closed(end.get().end() - 2, source.charAt(end.get().end() - 3), true);
                return true;
            }
        }
        throw new TemplateException("a raw block has no end", line, false);
    }

    /** Goes past a two-letter closing delimiter at {@code end}, whose {@code sign} stands before it. */
    private void closed(int end, char sign, boolean trims) {
        int next = end + 2;
        if (sign == '-') {
            next = Whitespace.skip(source, next);
        } else if (trims && sign != '+' && source.startsWith("\n", next)) {
            next++;
        }
        advance(next);
    }

    private void advance(int to) {
        for (int i = at; i < to; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        if (to > at) {
            lineStart = source.charAt(to - 1) == '\n';
        }
        at = to;
    }

    private void tag(Kind begin, Kind end, String delimiter) {
        int beginLine = line;
        add(begin, begin == Kind.OUTPUT_BEGIN ? "{{" : "{%");
        int depth = 0;
        while (true) {
            advance(Whitespace.skip(source, at));
            if (at >= source.length()) {
                throw new TemplateException("a tag has no end", beginLine, false);
            }
            char sign = source.charAt(at);
            boolean signed =
                    (sign == '-' || (sign == '+' && end == Kind.BLOCK_END)) && source.startsWith(delimiter, at + 1);
            if (depth == 0 && (signed || source.startsWith(delimiter, at))) {
                add(end, delimiter);
                closed(signed ? at + 1 : at, signed ? sign : ' ', end == Kind.BLOCK_END);
                return;
            }
            depth += inTag();
        }
    }

    /** One token inside a tag; returns how it changes the depth of brackets. */
    private int inTag() {
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            StringLiteral literal = StringLiteral.read(source, at, line);
            add(Kind.STRING, literal.value());
            advance(literal.end());
        } else if (Character.isDigit(c)) {
            number();
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            int end = at + 1;
            while (end < source.length() && Character.isUnicodeIdentifierPart(source.charAt(end))) {
                end++;
            }
            take(Kind.NAME, end);
        } else if (at + 2 <= source.length() && TWO.contains(source.substring(at, at + 2))) {
            take(Kind.OPERATOR, at + 2);
        } else if (ONE.indexOf(c) >= 0) {
            take(Kind.OPERATOR, at + 1);
            return "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        } else {
            throw new TemplateException("unexpected character '" + c + "'", line, false);
        }
        return 0;
    }

    private void number() {
        int end = digits(at);
        boolean real = false;
        if (source.startsWith(".", end) && end + 1 < source.length() && Character.isDigit(source.charAt(end + 1))) {
            end = digits(end + 1);
            real = true;
        }
        if (end < source.length() && (source.charAt(end) == 'e' || source.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < source.length() && "+-".indexOf(source.charAt(exponent)) >= 0) {
                exponent++;
            }
            if (digits(exponent) > exponent) {
                end = digits(exponent);
                real = true;
            }
        }
        take(real ? Kind.REAL : Kind.INTEGER, end);
    }

    private int digits(int from) {
        int end = from;
        while (end < source.length() && (Character.isDigit(source.charAt(end)) || source.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private void take(Kind kind, int end) {
        add(kind, source.substring(at, end));
        advance(end);
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    /** The rest of a raw or endraw tag. */
    private record RawTag(int end, boolean strips) {
        static Optional<RawTag> at(String source, int from, String name) {
            int word = Whitespace.skip(source, from);
            if (!source.startsWith(name, word)) {
                return Optional.empty();
            }
            int end = Whitespace.skip(source, word + name.length());
            boolean strips = source.startsWith("-%}", end);
            if (strips || source.startsWith("+%}", end)) {
                end++;
            }
            return source.startsWith("%}", end) ? Optional.of(new RawTag(end + 2, strips)) : Optional.empty();
        }
    }
}
