package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Expression.CallArguments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Values of expressions. */
final class Evaluator {
    private final Limits limits;

    Evaluator(Limits limits) {
        this.limits = limits;
    }

    Value value(Expression expression, Scope scope) {
        limits.spend(1);
        return switch (expression) {
            case Expression.Literal e -> e.value();
            case Expression.Name e -> scope.get(e.name());
            case Expression.ListOf e -> new Value.Sequence(values(e.items(), scope), e.tuple());
            case Expression.DictOf e -> {
                Map<Value, Value> entries = new LinkedHashMap<>();
                e.entries().forEach(entry -> entries.put(value(entry.getKey(), scope), value(entry.getValue(), scope)));
                yield new Value.Mapping(Collections.unmodifiableMap(entries));
            }
            case Expression.Attribute e -> Lookup.attribute(value(e.of(), scope), e.name());
            case Expression.Item e -> Lookup.item(value(e.of(), scope), value(e.key(), scope));
            case Expression.Slice e -> limits.made(slice(e, scope));
            case Expression.Call e -> limits.made(call(value(e.function(), scope), arguments(e.arguments(), scope)));
            case Expression.Filter e ->
                limits.made(Filters.apply(e.name(), value(e.of(), scope), arguments(e.arguments(), scope)));
            case Expression.Test e -> {
                Value of = value(e.of(), scope);
                yield Value.of(ValueTests.holds(e.name(), of, arguments(e.arguments(), scope)));
            }
            case Expression.Unary e ->
                e.operator().equals("-")
                        ? Operators.negate(value(e.of(), scope))
                        : Operators.binary("+", Value.of(0), value(e.of(), scope));
            case Expression.Binary e ->
                limits.made(Operators.binary(e.operator(), value(e.left(), scope), value(e.right(), scope)));
            case Expression.Comparison e -> Value.of(compare(e, scope));
            case Expression.Not e -> Value.of(!truth(e.of(), scope));
            case Expression.And e -> {
                Value left = value(e.left(), scope);
                yield left.truth() ? value(e.right(), scope) : left;
            }
            case Expression.Or e -> {
                Value left = value(e.left(), scope);
                yield left.truth() ? left : value(e.right(), scope);
            }
            case Expression.Conditional e -> {
                if (truth(e.condition(), scope)) {
                    yield value(e.then(), scope);
                }
                yield e.otherwise().isPresent()
                        ? value(e.otherwise().get(), scope)
                        : new Value.Undefined("the other case of an 'if'");
            }
        };
    }

    boolean truth(Expression expression, Scope scope) {
        return value(expression, scope).truth();
    }

    private List<Value> values(List<Expression> expressions, Scope scope) {
        return expressions.stream().map(e -> value(e, scope)).toList();
    }

    private Arguments arguments(CallArguments arguments, Scope scope) {
        if (arguments.equals(CallArguments.NONE)) {
            return Arguments.NONE;
        }
        Map<String, Value> named = new LinkedHashMap<>();
        arguments.named().forEach((name, e) -> named.put(name, value(e, scope)));
        return new Arguments(new ArrayList<>(values(arguments.positional(), scope)), named);
    }

    private Value call(Value function, Arguments arguments) {
        return switch (function) {
            case Value.Function f -> f.call(arguments);
            case Value.Undefined u -> throw Lookup.undefined(u);
            default -> throw new TemplateException(function.type() + " can't be called");
        };
    }

    private Value slice(Expression.Slice e, Scope scope) {
        Value of = value(e.of(), scope);
        return Lookup.slice(
                of,
                place(e.start(), scope),
                place(e.stop(), scope),
                place(e.step(), scope).orElse(1));
    }

    private OptionalLong place(Optional<Expression> expression, Scope scope) {
        Optional<Value> value = expression.map(e -> value(e, scope)).filter(v -> v != Value.None.NONE);
        return value.isPresent() ? OptionalLong.of(Operators.integer(value.get(), "a slice")) : OptionalLong.empty();
    }

    private boolean compare(Expression.Comparison e, Scope scope) {
        Value left = value(e.first(), scope);
        for (Expression.Step step : e.steps()) {
            Value right = value(step.right(), scope);
            if (!Operators.compare(step.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }
}
