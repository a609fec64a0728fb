package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Statement.Branch;
import dev.hone.transformer.chat.Statement.Target;
import java.util.List;

/** Runs statements and gathers the text they write. One rendering, one thread. */
final class Interpreter {
    /** The text of a block that is to go through filters; names with a space can't be written in a template. */
    static final Expression CAPTURED = new Expression.Name("the captured text");

    static final String FILTERED = "the filtered text";

    /** How a body ended: at its end, or by a jump that the loop around it takes. */
    private enum End {
        REACHED,
        BREAK,
        CONTINUE
    }

    private final Limits limits = new Limits();
    private final Evaluator evaluator = new Evaluator(limits);
    private StringBuilder out = new StringBuilder();

    String run(List<Statement> statements, Scope scope) {
        body(statements, scope);
        return out.toString();
    }

    private End body(List<Statement> statements, Scope scope) {
        for (Statement statement : statements) {
            try {
                End end = statement(statement, scope);
                if (end != End.REACHED) {
                    return end;
                }
            } catch (TemplateException e) {
                throw e.at(statement.line());
            }
        }
        return End.REACHED;
    }

    private End statement(Statement statement, Scope scope) {
        limits.spend(1);
        switch (statement) {
            case Statement.Text s -> write(s.text());
            case Statement.Output s -> write(PythonText.of(evaluator.value(s.value(), scope)));
            case Statement.Assign s -> assign(s.target(), evaluator.value(s.value(), scope), scope);
            case Statement.Capture s -> capture(s, scope);
            case Statement.Macro s -> scope.set(s.name(), macro(s, scope));
            case Statement.Scoped s -> {
                Scope inner = scope.inner();
                s.variables().forEach((name, value) -> inner.set(name, evaluator.value(value, scope)));
                return body(s.body(), inner);
            }
            case Statement.If s -> {
                for (Branch branch : s.branches()) {
                    if (evaluator.truth(branch.condition(), scope)) {
                        return body(branch.body(), scope);
                    }
                }
                return body(s.otherwise(), scope);
            }
            case Statement.For s -> {
                return loop(s, scope);
            }
            case Statement.Break _ -> {
                return End.BREAK;
            }
            case Statement.Continue _ -> {
                return End.CONTINUE;
            }
        }
        return End.REACHED;
    }

    private void write(String text) {
        limits.wrote(text);
        Limits.size((long) out.length() + text.length());
        out.append(text);
    }

    private End loop(Statement.For loop, Scope scope) {
        List<Value> items = Iteration.items(evaluator.value(loop.items(), scope));
        if (loop.condition().isPresent()) {
            Expression condition = loop.condition().get();
            items = items.stream()
                    .filter(item -> {
                        Scope inner = scope.inner();
                        assign(loop.target(), item, inner);
                        return evaluator.truth(condition, inner);
                    })
                    .toList();
        }
        if (items.isEmpty()) {
            return body(loop.otherwise(), scope);
        }
        LoopVariable variable = new LoopVariable(items);
        for (int i = 0; i < items.size(); i++) {
            limits.spend(1);
            Scope inner = scope.inner();
            inner.set("loop", variable.at(i));
            assign(loop.target(), items.get(i), inner);
            if (body(loop.body(), inner) == End.BREAK) {
                break;
            }
        }
        return End.REACHED;
    }

    private void assign(Target target, Value value, Scope scope) {
        switch (target) {
            case Target.Variable t -> scope.set(t.name(), value);
            case Target.Member t -> {
                if (!(scope.get(t.namespace()) instanceof Value.Namespace namespace)) {
                    throw new TemplateException("'" + t.namespace() + "' is no namespace, so nothing in it can be set");
                }
                namespace.attributes().put(t.name(), value);
            }
            case Target.Several t -> {
                List<Value> parts = Iteration.items(value);
                if (parts.size() != t.parts().size()) {
                    throw new TemplateException("a value of " + parts.size() + " parts for "
                            + t.parts().size() + " names");
                }
                for (int i = 0; i < parts.size(); i++) {
                    assign(t.parts().get(i), parts.get(i), scope);
                }
            }
        }
    }

    private void capture(Statement.Capture s, Scope scope) {
        Value text = captured(s.body(), scope.inner());
        if (s.filtered().isPresent()) {
            Scope inner = scope.inner();
            inner.set(((Expression.Name) CAPTURED).name(), text);
            text = evaluator.value(s.filtered().get(), inner);
        }
        assign(s.target(), text, scope);
    }

    private Value captured(List<Statement> body, Scope scope) {
        StringBuilder outer = out;
        out = new StringBuilder();
        try {
            body(body, scope);
            return Value.of(out.toString());
        } finally {
            out = outer;
        }
    }

    private Value.Function macro(Statement.Macro macro, Scope defined) {
        return arguments -> {
            limits.enterCall();
            Scope inner = defined.inner();
            bind(macro, arguments, inner);
            Value text = captured(macro.body(), inner);
            limits.leaveCall();
            return text;
        };
    }

    private void bind(Statement.Macro macro, Arguments arguments, Scope inner) {
        List<Statement.Parameter> parameters = macro.parameters();
        if (arguments.positional().size() > parameters.size()) {
            throw new TemplateException("the macro '" + macro.name() + "' takes " + parameters.size() + " arguments");
        }
        for (String name : arguments.named().keySet()) {
            if (parameters.stream().noneMatch(p -> p.name().equals(name))) {
                throw new TemplateException("the macro '" + macro.name() + "' has no parameter '" + name + "'");
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            Statement.Parameter p = parameters.get(i);
            Value given = arguments
                    .get(i, p.name())
                    .orElseGet(() -> p.value()
                            .map(e -> evaluator.value(e, inner))
                            .orElseGet(() -> new Value.Undefined(p.name())));
            inner.set(p.name(), given);
        }
    }
}
