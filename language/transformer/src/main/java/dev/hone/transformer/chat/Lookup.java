package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Value.Undefined;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Attributes and items of values. Jinja tries both for either way of writing, each way its own first. */
final class Lookup {
    private Lookup() {}

    /** {@code of.name}. */
    static Value attribute(Value of, String name) {
        return ownAttribute(of, name).or(() -> ownItem(of, Value.of(name))).orElseGet(() -> new Undefined(name));
    }

    /** {@code of|attr(name)}: never an item. */
    static Value attributeOnly(Value of, String name) {
        return ownAttribute(of, name).orElseGet(() -> new Undefined(name));
    }

    /** {@code of[key]}. */
    static Value item(Value of, Value key) {
        return ownItem(of, key)
                .or(() -> key instanceof Value.Text t ? ownAttribute(of, t.value()) : Optional.empty())
                .orElseGet(() -> new Undefined(PythonText.of(key)));
    }

    /** Items one into the other along a dotted path; a part that is a number is a place in a list. */
    static Value path(Value of, String path) {
        Value value = of;
        for (String part : path.split("\\.", -1)) {
            boolean place =
                    !part.isEmpty() && part.length() < 10 && part.chars().allMatch(Character::isDigit);
            value = item(value, place ? Value.of(Long.parseLong(part)) : Value.of(part));
        }
        return value;
    }

    static Value slice(Value of, OptionalLong start, OptionalLong stop, long step) {
        return switch (of) {
            case Value.Text t -> Value.of(CodePoints.slice(t.value(), start, stop, step));
            case Value.Sequence s -> new Value.Sequence(CodePoints.slice(s.items(), start, stop, step), s.tuple());
            case Undefined u -> throw undefined(u);
            default -> throw new TemplateException(of.type() + " can't be cut");
        };
    }

    private static Optional<Value> ownAttribute(Value of, String name) {
        return switch (of) {
            case Undefined u -> throw undefined(u);
            case Value.Namespace n -> Optional.ofNullable(n.attributes().get(name));
            case Value.Attributes a -> Optional.ofNullable(a.values().get(name));
            case Value.Text t -> StringMethods.find(t.value(), name);
            case Value.Mapping m -> mappingMethod(m, name);
            case Value.Sequence s -> sequenceMethod(s, name);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> ownItem(Value of, Value key) {
        return switch (of) {
            case Undefined u -> throw undefined(u);
            case Value.Mapping m -> Optional.ofNullable(m.entries().get(key));
            case Value.Sequence s when Operators.isInteger(key) -> at(s.items(), Operators.integer(key, "a place"));
            case Value.Text t
            when Operators.isInteger(key) -> at(CodePoints.characters(t.value()), Operators.integer(key, "a place"));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> at(List<Value> items, long place) {
        long index = place < 0 ? place + items.size() : place;
        return index >= 0 && index < items.size() ? Optional.of(items.get((int) index)) : Optional.empty();
    }

    private static Optional<Value> mappingMethod(Value.Mapping mapping, String name) {
        Value.@Nullable Function method = switch (name) {
            case "items" -> _ -> Value.of(Iteration.pairs(mapping));
            case "keys" -> _ -> Value.of(List.copyOf(mapping.entries().keySet()));
            case "values" -> _ -> Value.of(List.copyOf(mapping.entries().values()));
            case "copy" -> _ -> mapping;
            case "get" ->
                arguments -> Optional.ofNullable(mapping.entries().get(arguments.require(0, "key")))
                        .or(() -> arguments.get(1, "default"))
                        .orElse(Value.None.NONE);
            case "update", "pop", "popitem", "setdefault", "clear" ->
                _ -> {
                    throw unchangeable("dictionary");
                };
            default -> null;
        };
        return Optional.ofNullable(method);
    }

    private static Optional<Value> sequenceMethod(Value.Sequence sequence, String name) {
        Value.@Nullable Function method = switch (name) {
            case "index" ->
                arguments -> {
                    Value wanted = arguments.require(0, "value");
                    for (int i = 0; i < sequence.items().size(); i++) {
                        if (Operators.equal(sequence.items().get(i), wanted)) {
                            return Value.of(i);
                        }
                    }
                    throw new TemplateException("the list has no such item");
                };
            case "count" ->
                arguments -> {
                    Value wanted = arguments.require(0, "value");
                    return Value.of(sequence.items().stream()
                            .filter(i -> Operators.equal(i, wanted))
                            .count());
                };
            case "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse" ->
                _ -> {
                    throw unchangeable("list");
                };
            default -> null;
        };
        return Optional.ofNullable(method);
    }

    private static TemplateException unchangeable(String what) {
        return new TemplateException("a template can't change a " + what);
    }

    static TemplateException undefined(Undefined value) {
        return new TemplateException("'" + value.name() + "' is undefined");
    }
}
