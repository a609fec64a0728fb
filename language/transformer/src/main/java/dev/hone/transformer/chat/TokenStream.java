package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Token.Kind;
import java.util.List;

/** Tokens with a place in them; nesting is bounded, so that no template can exhaust the stack. */
final class TokenStream {
    private static final int DEEPEST = 100;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token after() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean isName(String name) {
        return current().is(Kind.NAME, name);
    }

    boolean isOperator(String operator) {
        return current().is(Kind.OPERATOR, operator);
    }

    boolean skipName(String name) {
        return skip(isName(name));
    }

    boolean skipOperator(String operator) {
        return skip(isOperator(operator));
    }

    private boolean skip(boolean wanted) {
        if (wanted) {
            next();
        }
        return wanted;
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    String expectName() {
        return expect(Kind.NAME, "a name").text();
    }

    Token expect(Kind kind, String what) {
        if (current().kind() != kind) {
            throw unexpected(what);
        }
        return next();
    }

    TemplateException unexpected(String wanted) {
        return new TemplateException(
                "expected " + wanted + " instead of " + current(), current().line(), false);
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw new TemplateException(
                    "nested deeper than " + DEEPEST, current().line(), false);
        }
    }

    void leave() {
        depth--;
    }
}
