package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Statement.Branch;
import dev.hone.transformer.chat.Statement.Parameter;
import dev.hone.transformer.chat.Statement.Target;
import dev.hone.transformer.chat.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds a template's statements from its tokens; what chat templates never use is refused by name. */
final class Parser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private int loops;

    private Parser(List<Token> tokens) {
        this.tokens = new TokenStream(tokens);
        this.expressions = new ExpressionParser(this.tokens);
    }

    static List<Statement> parse(String template) {
        Parser parser = new Parser(Lexer.tokens(template));
        List<Statement> statements = parser.body(Set.of());
        if (parser.tokens.current().kind() != Kind.END) {
            throw parser.tokens.unexpected("a statement");
        }
        return statements;
    }

    /** Statements up to a block whose name is one of {@code ends}; that name is the next token then. */
    private List<Statement> body(Set<String> ends) {
        tokens.enter();
        List<Statement> statements = new ArrayList<>();
        while (tokens.current().kind() != Kind.END) {
            Token token = tokens.next();
            switch (token.kind()) {
                case DATA -> statements.add(new Statement.Text(token.line(), token.text()));
                case OUTPUT_BEGIN -> {
                    statements.add(new Statement.Output(token.line(), expressions.tuple()));
                    tokens.expect(Kind.OUTPUT_END, "'}}'");
                }
                default -> {
                    if (ends.contains(tokens.current().text())) {
                        tokens.leave();
                        return statements;
                    }
                    statements.add(statement(token.line()));
                }
            }
        }
        if (!ends.isEmpty()) {
            throw tokens.unexpected(
                    "'" + String.join("' or '", ends.stream().sorted().toList()) + "'");
        }
        tokens.leave();
        return statements;
    }

    private Statement statement(int line) {
        Token name = tokens.expect(Kind.NAME, "the name of a block");
        return switch (name.text()) {
            case "set" -> set(line);
            case "if" -> ifs(line);
            case "for" -> loop(line);
            case "macro" -> macro(line);
            case "with" -> with(line);
            case "filter" -> filtered(line);
            case "generation" -> {
                closeTag();
                List<Statement> body = body(Set.of("endgeneration"));
                closeBlock();
                yield new Statement.Scoped(line, Map.of(), body);
            }
            case "break" -> jump(new Statement.Break(line));
            case "continue" -> jump(new Statement.Continue(line));
            default ->
                throw new TemplateException("the block '" + name.text() + "' is not supported", name.line(), false);
        };
    }

    private Statement set(int line) {
        Target target = target();
        if (tokens.skipOperator("=")) {
            Expression value = expressions.tuple();
            closeTag();
            return new Statement.Assign(line, target, value);
        }
        Optional<Expression> filtered = Optional.empty();
        while (tokens.skipOperator("|")) {
            filtered = Optional.of(expressions.filter(filtered.orElse(Interpreter.CAPTURED)));
        }
        closeTag();
        List<Statement> body = body(Set.of("endset"));
        closeBlock();
        return new Statement.Capture(line, target, body, filtered);
    }

    private Statement filtered(int line) {
        Expression filter = expressions.filter(Interpreter.CAPTURED);
        while (tokens.skipOperator("|")) {
            filter = expressions.filter(filter);
        }
        closeTag();
        List<Statement> body = body(Set.of("endfilter"));
        closeBlock();
        // the text under a name no template can write, then that name's value
        return new Statement.Scoped(
                line,
                Map.of(),
                List.of(
                        new Statement.Capture(
                                line, new Target.Variable(Interpreter.FILTERED), body, Optional.of(filter)),
                        new Statement.Output(line, new Expression.Name(Interpreter.FILTERED))));
    }

    private Statement ifs(int line) {
        List<Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        String kind = "if";
        while (!kind.equals("endif")) {
            if (kind.equals("else")) {
                closeTag();
                otherwise = body(Set.of("endif"));
            } else {
                Expression condition = expressions.tuple();
                closeTag();
                branches.add(new Branch(condition, body(Set.of("elif", "else", "endif"))));
            }
            kind = tokens.next().text();
        }
        closeTag();
        return new Statement.If(line, branches, otherwise);
    }

    private Statement loop(int line) {
        Target target = target();
        if (!tokens.skipName("in")) {
            throw tokens.unexpected("'in'");
        }
        Expression items = expressions.unconditional();
        Optional<Expression> condition =
                tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        if (tokens.isName("recursive")) {
            throw new TemplateException("recursive loops are not supported", line, false);
        }
        closeTag();
        loops++;
        List<Statement> body = body(Set.of("else", "endfor"));
        loops--;
        List<Statement> otherwise = List.of();
        if (tokens.skipName("else")) {
            closeTag();
            otherwise = body(Set.of("endfor"));
        }
        closeBlock();
        return new Statement.For(line, target, items, condition, body, otherwise);
    }

    private Statement macro(int line) {
        String name = tokens.expectName();
        tokens.expectOperator("(");
        List<Parameter> parameters = new ArrayList<>();
        while (!tokens.skipOperator(")")) {
            String parameter = tokens.expectName();
            Optional<Expression> value =
                    tokens.skipOperator("=") ? Optional.of(expressions.expression()) : Optional.empty();
            parameters.add(new Parameter(parameter, value));
            if (!tokens.isOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        closeTag();
        int outer = loops;
        loops = 0;
        List<Statement> body = body(Set.of("endmacro"));
        loops = outer;
        closeBlock();
        return new Statement.Macro(line, name, parameters, body);
    }

    private Statement with(int line) {
        Map<String, Expression> variables = new LinkedHashMap<>();
        while (tokens.current().kind() != Kind.BLOCK_END) {
            String name = tokens.expectName();
            tokens.expectOperator("=");
            variables.put(name, expressions.expression());
            tokens.skipOperator(",");
        }
        closeTag();
        List<Statement> body = body(Set.of("endwith"));
        closeBlock();
        return new Statement.Scoped(line, variables, body);
    }

    private Statement jump(Statement jump) {
        if (loops == 0) {
            throw new TemplateException("break or continue outside of a loop", jump.line(), false);
        }
        closeTag();
        return jump;
    }

    private Target target() {
        List<Target> parts = new ArrayList<>();
        do {
            if (tokens.skipOperator("(")) {
                parts.add(target());
                tokens.expectOperator(")");
            } else {
                String name = tokens.expectName();
                parts.add(
                        tokens.skipOperator(".")
                                ? new Target.Member(name, tokens.expectName())
                                : new Target.Variable(name));
            }
        } while (tokens.skipOperator(","));
        return parts.size() == 1 ? parts.getFirst() : new Target.Several(parts);
    }

    /** Past the name that ended a body and the rest of its tag; endmacro may repeat the macro's name. */
    private void closeBlock() {
        if (tokens.next().text().equals("endmacro") && tokens.current().kind() == Kind.NAME) {
            tokens.next();
        }
        closeTag();
    }

    private void closeTag() {
        tokens.expect(Kind.BLOCK_END, "'%}'");
    }
}
