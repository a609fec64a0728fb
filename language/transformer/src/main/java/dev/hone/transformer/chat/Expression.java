package dev.hone.transformer.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands inside a tag and has a value. */
sealed interface Expression {
    record Literal(Value value) implements Expression {}

    record Name(String name) implements Expression {}

    record ListOf(List<Expression> items, boolean tuple) implements Expression {}

    record DictOf(List<Map.Entry<Expression, Expression>> entries) implements Expression {}

    /** {@code of.name}: an attribute first, then an item. */
    record Attribute(Expression of, String name) implements Expression {}

    /** {@code of[key]}: an item first, then an attribute. */
    record Item(Expression of, Expression key) implements Expression {}

    record Slice(Expression of, Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step)
            implements Expression {}

    record Call(Expression function, CallArguments arguments) implements Expression {}

    record Filter(Expression of, String name, CallArguments arguments) implements Expression {}

    record Test(Expression of, String name, CallArguments arguments) implements Expression {}

    record Unary(String operator, Expression of) implements Expression {}

    record Binary(String operator, Expression left, Expression right) implements Expression {}

    /** {@code first < b <= c …}: holds if every neighbouring pair holds. */
    record Comparison(Expression first, List<Step> steps) implements Expression {}

    record Not(Expression of) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    /** {@code then if condition else otherwise}; undefined without the last. */
    record Conditional(Expression condition, Expression then, Optional<Expression> otherwise) implements Expression {}

    /** One operator of a comparison and what stands to its right. */
    record Step(String operator, Expression right) {}

    /** What a call passes, by place and by name. */
    record CallArguments(List<Expression> positional, Map<String, Expression> named) {
        static final CallArguments NONE = new CallArguments(List.of(), Map.of());
    }
}
