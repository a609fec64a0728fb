package dev.hone.transformer.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of the template language, with Python's meaning. Lists and dictionaries can't be changed by a template. */
sealed interface Value {
    /** What a name without a value stands for: empty text, no items, an error as soon as more is asked of it. */
    record Undefined(String name) implements Value {}

    enum None implements Value {
        NONE
    }

    record Bool(boolean value) implements Value {}

    record Int(long value) implements Value {}

    record Real(double value) implements Value {}

    record Text(String value) implements Value {}

    record Sequence(List<Value> items, boolean tuple) implements Value {}

    /** In order of insertion. */
    record Mapping(Map<Value, Value> entries) implements Value {}

    /** What {@code namespace()} makes: attributes that can be set, also from within a loop. */
    record Namespace(Map<String, Value> attributes) implements Value {}

    /** Something with attributes to read, such as {@code loop}. */
    record Attributes(String type, Map<String, Value> values) implements Value {}

    /** A macro, a method or a global function. */
    non-sealed interface Function extends Value {
        Value call(Arguments arguments);
    }

    static Value of(boolean value) {
        return new Bool(value);
    }

    static Value of(long value) {
        return new Int(value);
    }

    static Value of(double value) {
        return new Real(value);
    }

    static Value of(String value) {
        return new Text(value);
    }

    static Value of(List<? extends Value> items) {
        return new Sequence(List.copyOf(items), false);
    }

    /** Of strings, numbers, booleans, null, lists and maps with string keys, as JSON has them. */
    static Value ofJson(@Nullable Object json) {
        return switch (json) {
            case null -> None.NONE;
            case Value value -> value;
            case String text -> of(text);
            case Boolean truth -> of((boolean) truth);
            case Integer number -> of((long) number);
            case Long number -> of((long) number);
            case Number number -> of(number.doubleValue());
            case List<?> list -> {
                List<Value> items = new ArrayList<>();
                list.forEach(item -> items.add(ofJson(item)));
                yield new Sequence(Collections.unmodifiableList(items), false);
            }
            case Map<?, ?> map -> {
                Map<Value, Value> entries = new LinkedHashMap<>();
                map.forEach((key, value) -> entries.put(of(String.valueOf(key)), ofJson(value)));
                yield new Mapping(Collections.unmodifiableMap(entries));
            }
            default -> throw new IllegalArgumentException("no template value: " + json.getClass());
        };
    }

    /** Python's truth: empty text, lists and dictionaries, zero, None and what is undefined are false. */
    default boolean truth() {
        return switch (this) {
            case Undefined _, None _ -> false;
            case Bool b -> b.value();
            case Int i -> i.value() != 0;
            case Real r -> r.value() != 0;
            case Text t -> !t.value().isEmpty();
            case Sequence s -> !s.items().isEmpty();
            case Mapping m -> !m.entries().isEmpty();
            case Namespace _, Attributes _, Function _ -> true;
        };
    }

    /** Python's name of the type, for errors. */
    default String type() {
        return switch (this) {
            case Undefined u -> "undefined '" + u.name() + "'";
            case None _ -> "None";
            case Bool _ -> "a boolean";
            case Int _, Real _ -> "a number";
            case Text _ -> "a string";
            case Sequence s -> s.tuple() ? "a tuple" : "a list";
            case Mapping _ -> "a dictionary";
            case Namespace _ -> "a namespace";
            case Attributes a -> a.type();
            case Function _ -> "a function";
        };
    }
}
