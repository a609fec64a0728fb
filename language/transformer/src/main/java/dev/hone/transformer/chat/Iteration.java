package dev.hone.transformer.chat;

import java.util.List;
import java.util.Map;

/** What a loop or a filter goes through. */
final class Iteration {
    private Iteration() {}

    /** The items of a list, the keys of a dictionary, the characters of a string; none of what is undefined. */
    static List<Value> items(Value value) {
        return switch (value) {
            case Value.Undefined _ -> List.of();
            case Value.Sequence s -> s.items();
            case Value.Mapping m -> List.copyOf(m.entries().keySet());
            case Value.Text t -> CodePoints.characters(t.value());
            default -> throw new TemplateException(value.type() + " has no items to go through");
        };
    }

    static int length(Value value) {
        return value instanceof Value.Text t
                ? CodePoints.length(t.value())
                : items(value).size();
    }

    static Value pair(Map.Entry<Value, Value> entry) {
        return new Value.Sequence(List.of(entry.getKey(), entry.getValue()), true);
    }

    /** The (key, value) pairs of a dictionary. */
    static List<Value> pairs(Value.Mapping mapping) {
        return mapping.entries().entrySet().stream().map(Iteration::pair).toList();
    }
}
