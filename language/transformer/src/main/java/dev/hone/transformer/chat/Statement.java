package dev.hone.transformer.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a template that writes text or changes variables; {@link #line()} is for errors. */
sealed interface Statement {
    int line();

    record Text(int line, String text) implements Statement {}

    record Output(int line, Expression value) implements Statement {}

    record Assign(int line, Target target, Expression value) implements Statement {}

    /** {@code set name} … {@code endset}: the text of the body, through filters if there are any. */
    record Capture(int line, Target target, List<Statement> body, Optional<Expression> filtered) implements Statement {}

    /** A body whose variables end with it. */
    record Scoped(int line, Map<String, Expression> variables, List<Statement> body) implements Statement {}

    record For(
            int line,
            Target target,
            Expression items,
            Optional<Expression> condition,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Macro(int line, String name, List<Parameter> parameters, List<Statement> body) implements Statement {}

    record Break(int line) implements Statement {}

    record Continue(int line) implements Statement {}

    record Branch(Expression condition, List<Statement> body) {}

    record Parameter(String name, Optional<Expression> value) {}

    /** What can be assigned to. */
    sealed interface Target {
        record Variable(String name) implements Target {}

        /** An attribute of a namespace. */
        record Member(String namespace, String name) implements Target {}

        record Several(List<Target> parts) implements Target {}
    }
}
