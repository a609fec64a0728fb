package dev.hone.transformer.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a function, filter or test is called with, by place and by name. */
record Arguments(List<Value> positional, Map<String, Value> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    Arguments {
        positional = List.copyOf(positional);
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    /** The argument at a place or of a name. */
    Optional<Value> get(int place, String name) {
        return place < positional.size() ? Optional.of(positional.get(place)) : Optional.ofNullable(named.get(name));
    }

    Value require(int place, String name) {
        return get(place, name).orElseThrow(() -> new TemplateException("the argument '" + name + "' is missing"));
    }

    String text(int place, String name) {
        return text(require(place, name), name);
    }

    Optional<String> optionalText(int place, String name) {
        return get(place, name).filter(v -> v != Value.None.NONE).map(v -> text(v, name));
    }

    long number(int place, String name, long otherwise) {
        return get(place, name).map(v -> Operators.integer(v, name)).orElse(otherwise);
    }

    boolean flag(int place, String name, boolean otherwise) {
        return get(place, name).map(Value::truth).orElse(otherwise);
    }

    /** The positional arguments without the first {@code n}. */
    Arguments after(int n) {
        return new Arguments(positional.subList(Math.min(n, positional.size()), positional.size()), named);
    }

    private static String text(Value value, String name) {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw new TemplateException("the argument '" + name + "' is " + value.type() + ", not a string");
    }
}
