package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Expression.CallArguments;
import dev.hone.transformer.chat.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Recursive descent over Jinja's expressions. Loosest first: {@code if else}, {@code or}, {@code and}, {@code not},
 * comparisons with {@code in}, {@code + -}, {@code ~}, {@code * / // %}, {@code **}, signs; then attributes, items and
 * calls; filters and tests bind to what they follow.
 */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final TokenStream tokens;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** A whole expression; commas at the top make a tuple. */
    Expression tuple() {
        Expression first = expression();
        if (!tokens.isOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && startsExpression()) {
            items.add(expression());
        }
        return new Expression.ListOf(items, true);
    }

    Expression expression() {
        tokens.enter();
        Expression then = or();
        while (tokens.skipName("if")) {
            Expression condition = or();
            Optional<Expression> otherwise = tokens.skipName("else") ? Optional.of(expression()) : Optional.empty();
            then = new Expression.Conditional(condition, then, otherwise);
        }
        tokens.leave();
        return then;
    }

    /** An expression without a conditional at its top: what a loop runs over, before its own {@code if}. */
    Expression unconditional() {
        Expression first = or();
        if (!tokens.isOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",")) {
            items.add(or());
        }
        return new Expression.ListOf(items, true);
    }

    private Expression or() {
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.skipName("not")) {
            return comparison();
        }
        tokens.enter();
        Expression negated = new Expression.Not(not());
        tokens.leave();
        return negated;
    }

    private Expression comparison() {
        Expression first = sum();
        List<Expression.Step> steps = new ArrayList<>();
        while (true) {
            if (tokens.current().kind() == Kind.OPERATOR
                    && COMPARISONS.contains(tokens.current().text())) {
                steps.add(new Expression.Step(tokens.next().text(), sum()));
            } else if (tokens.skipName("in")) {
                steps.add(new Expression.Step("in", sum()));
            } else if (tokens.isName("not") && tokens.after().is(Kind.NAME, "in")) {
                tokens.next();
                tokens.next();
                steps.add(new Expression.Step("not in", sum()));
            } else {
                return steps.isEmpty() ? first : new Expression.Comparison(first, steps);
            }
        }
    }

    private Expression sum() {
        return leftToRight(this::concatenation, Set.of("+", "-"));
    }

    private Expression concatenation() {
        return leftToRight(this::product, Set.of("~"));
    }

    private Expression product() {
        return leftToRight(this::power, Set.of("*", "/", "//", "%"));
    }

    private Expression power() {
        return leftToRight(() -> unary(true), Set.of("**"));
    }

    private Expression leftToRight(Supplier<Expression> operand, Set<String> operators) {
        Expression left = operand.get();
        while (tokens.current().kind() == Kind.OPERATOR
                && operators.contains(tokens.current().text())) {
            String operator = tokens.next().text();
            left = new Expression.Binary(operator, left, operand.get());
        }
        return left;
    }

    private Expression unary(boolean filters) {
        tokens.enter();
        Expression value;
        if (tokens.isOperator("-") || tokens.isOperator("+")) {
            String sign = tokens.next().text();
            value = new Expression.Unary(sign, unary(false));
        } else {
            value = primary();
        }
        value = postfix(value);
        if (filters) {
            value = filtersAndTests(value);
        }
        tokens.leave();
        return value;
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case NAME -> named(token.text());
            case STRING -> {
                StringBuilder text = new StringBuilder(token.text());
                while (tokens.current().kind() == Kind.STRING) {
                    text.append(tokens.next().text());
                }
                yield new Expression.Literal(Value.of(text.toString()));
            }
            case INTEGER, REAL -> new Expression.Literal(number(token));
            case OPERATOR -> bracketed(token);
            default -> throw new TemplateException("expected a value instead of " + token, token.line(), false);
        };
    }

    private static Expression named(String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Literal(Value.of(true));
            case "false", "False" -> new Expression.Literal(Value.of(false));
            case "none", "None" -> new Expression.Literal(Value.None.NONE);
            default -> new Expression.Name(name);
        };
    }

    private static Value number(Token token) {
        String digits = token.text().replace("_", "");
        try {
            return token.kind() == Kind.REAL ? Value.of(Double.parseDouble(digits)) : Value.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw new TemplateException("the number " + token.text() + " is too large", token.line(), false);
        }
    }

    private Expression bracketed(Token open) {
        return switch (open.text()) {
            case "(" -> {
                if (tokens.skipOperator(")")) {
                    yield new Expression.ListOf(List.of(), true);
                }
                Expression inside = tuple();
                tokens.expectOperator(")");
                yield inside;
            }
            case "[" -> {
                List<Expression> items = new ArrayList<>();
                while (!tokens.skipOperator("]")) {
                    items.add(expression());
                    separator("]");
                }
                yield new Expression.ListOf(items, false);
            }
            case "{" -> {
                List<Map.Entry<Expression, Expression>> entries = new ArrayList<>();
                while (!tokens.skipOperator("}")) {
                    Expression key = expression();
                    tokens.expectOperator(":");
                    entries.add(Map.entry(key, expression()));
                    separator("}");
                }
                yield new Expression.DictOf(entries);
            }
            default -> throw new TemplateException("expected a value instead of " + open, open.line(), false);
        };
    }

    private Expression postfix(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.skipOperator(".")) {
                value = tokens.current().kind() == Kind.INTEGER
                        ? new Expression.Item(value, new Expression.Literal(number(tokens.next())))
                        : new Expression.Attribute(value, tokens.expectName());
            } else if (tokens.skipOperator("[")) {
                value = subscript(value);
            } else if (tokens.isOperator("(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression of) {
        Optional<Expression> start = sliceEnd();
        if (start.isPresent() && tokens.skipOperator("]")) {
            return new Expression.Item(of, start.get());
        }
        tokens.expectOperator(":");
        Optional<Expression> stop = sliceEnd();
        Optional<Expression> step = tokens.skipOperator(":") ? sliceEnd() : Optional.empty();
        tokens.expectOperator("]");
        return new Expression.Slice(of, start, stop, step);
    }

    private Optional<Expression> sliceEnd() {
        return tokens.isOperator(":") || tokens.isOperator("]") ? Optional.empty() : Optional.of(expression());
    }

    private Expression filtersAndTests(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.skipOperator("|")) {
                value = filter(value);
            } else if (tokens.skipName("is")) {
                value = test(value);
            } else if (tokens.isOperator("(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    /** What follows the bar. */
    Expression filter(Expression of) {
        Token name = tokens.expect(Kind.NAME, "the name of a filter");
        if (!Filters.known(name.text())) {
            throw new TemplateException("there is no filter '" + name.text() + "'", name.line(), false);
        }
        return new Expression.Filter(of, name.text(), tokens.isOperator("(") ? arguments() : CallArguments.NONE);
    }

    private Expression test(Expression of) {
        boolean negated = tokens.skipName("not");
        Token name = tokens.expect(Kind.NAME, "the name of a test");
        if (!ValueTests.known(name.text())) {
            throw new TemplateException("there is no test '" + name.text() + "'", name.line(), false);
        }
        CallArguments arguments = CallArguments.NONE;
        if (tokens.isOperator("(")) {
            arguments = arguments();
        } else if (startsTestArgument()) {
            arguments = new CallArguments(List.of(postfix(primary())), Map.of());
        }
        Expression test = new Expression.Test(of, name.text(), arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private boolean startsTestArgument() {
        Token next = tokens.current();
        return switch (next.kind()) {
            case STRING, INTEGER, REAL -> true;
            case NAME -> !Set.of("else", "or", "and", "if", "is", "in", "not").contains(next.text());
            case OPERATOR -> next.text().equals("[") || next.text().equals("{");
            default -> false;
        };
    }

    private CallArguments arguments() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.skipOperator(")")) {
            if (tokens.current().kind() == Kind.NAME && tokens.after().is(Kind.OPERATOR, "=")) {
                String name = tokens.next().text();
                tokens.next();
                named.put(name, expression());
            } else if (named.isEmpty()) {
                positional.add(expression());
            } else {
                throw tokens.unexpected("an argument by name");
            }
            separator(")");
        }
        return new CallArguments(positional, named);
    }

    private void separator(String close) {
        if (!tokens.isOperator(close)) {
            tokens.expectOperator(",");
        }
    }

    private boolean startsExpression() {
        Token next = tokens.current();
        return switch (next.kind()) {
            case NAME -> !next.text().equals("if") && !next.text().equals("in");
            case STRING, INTEGER, REAL -> true;
            case OPERATOR -> Set.of("(", "[", "{", "-", "+").contains(next.text());
            default -> false;
        };
    }
}
