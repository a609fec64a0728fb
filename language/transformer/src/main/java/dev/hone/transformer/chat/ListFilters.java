package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Filters.Filter;
import dev.hone.transformer.chat.Value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Filters on what has items. */
final class ListFilters {
    static final Map<String, Filter> ALL = Map.ofEntries(
            Map.entry("length", (v, _) -> Value.of(Iteration.length(v))),
            Map.entry("count", (v, _) -> Value.of(Iteration.length(v))),
            Map.entry("list", (v, _) -> Value.of(Iteration.items(v))),
            Map.entry("items", (v, _) -> items(v)),
            Map.entry("first", (v, _) -> end(v, true)),
            Map.entry("last", (v, _) -> end(v, false)),
            Map.entry("join", ListFilters::join),
            Map.entry("reverse", (v, _) -> reversed(v)),
            Map.entry("map", ListFilters::map),
            Map.entry("select", (v, a) -> chosen(v, test(a, x -> x, 0), true)),
            Map.entry("reject", (v, a) -> chosen(v, test(a, x -> x, 0), false)),
            Map.entry("selectattr", (v, a) -> chosen(v, test(a, attribute(a.require(0, "attribute")), 1), true)),
            Map.entry("rejectattr", (v, a) -> chosen(v, test(a, attribute(a.require(0, "attribute")), 1), false)),
            Map.entry("sort", ListFilters::sorted),
            Map.entry("dictsort", ListFilters::dictSorted),
            Map.entry("unique", ListFilters::unique),
            Map.entry("sum", ListFilters::sum),
            Map.entry("min", (v, a) -> extreme(v, a, -1)),
            Map.entry("max", (v, a) -> extreme(v, a, 1)));

    private ListFilters() {}

    private static Value items(Value value) {
        return switch (value) {
            case Undefined _ -> Value.of(List.of());
            case Value.Mapping m -> Value.of(Iteration.pairs(m));
            default -> throw new TemplateException("'items' of " + value.type());
        };
    }

    private static Value end(Value value, boolean first) {
        List<Value> items = Iteration.items(value);
        return items.isEmpty()
                ? new Undefined(first ? "the first item of nothing" : "the last item of nothing")
                : first ? items.getFirst() : items.getLast();
    }

    private static Value join(Value value, Arguments arguments) {
        UnaryOperator<Value> part =
                arguments.get(1, "attribute").map(ListFilters::attribute).orElse(x -> x);
        List<Value> texts = Iteration.items(value).stream()
                .map(item -> Value.of(PythonText.of(part.apply(item))))
                .toList();
        return Value.of(StringMethods.join(PythonText.of(arguments.get(0, "d").orElse(Value.of(""))), texts));
    }

    private static Value reversed(Value value) {
        if (value instanceof Value.Text t) {
            return Value.of(new StringBuilder(t.value()).reverse().toString());
        }
        return Value.of(Iteration.items(value).reversed());
    }

    /** Either an attribute of each item, or a filter by its name on each. */
    private static Value map(Value value, Arguments arguments) {
        List<Value> items = Iteration.items(value);
        Optional<Value> attribute = Optional.ofNullable(arguments.named().get("attribute"));
        if (attribute.isPresent()) {
            UnaryOperator<Value> part = attribute(attribute.get());
            Optional<Value> missing = Optional.ofNullable(arguments.named().get("default"));
            return Value.of(items.stream()
                    .map(part)
                    .map(v -> v instanceof Undefined ? missing.orElse(v) : v)
                    .toList());
        }
        String filter = arguments.text(0, "filter");
        return Value.of(items.stream()
                .map(v -> Filters.apply(filter, v, arguments.after(1)))
                .toList());
    }

    private static Value chosen(Value value, Predicate<Value> holds, boolean wanted) {
        return Value.of(Iteration.items(value).stream()
                .filter(v -> holds.test(v) == wanted)
                .toList());
    }

    /** The test named at a place of the arguments, with those after it; the truth of the part if none is named. */
    private static Predicate<Value> test(Arguments arguments, UnaryOperator<Value> part, int place) {
        if (arguments.positional().size() <= place) {
            return item -> part.apply(item).truth();
        }
        String name = arguments.text(place, "test");
        return item -> ValueTests.holds(name, part.apply(item), arguments.after(place + 1));
    }

    /** A dotted path into an item, or a place in it. */
    static UnaryOperator<Value> attribute(Value path) {
        return Operators.isInteger(path)
                ? item -> Lookup.item(item, path)
                : item -> Lookup.path(item, PythonText.of(path));
    }

    private static Comparator<Value> order(boolean caseSensitive) {
        return (a, b) -> Operators.order(key(a, caseSensitive), key(b, caseSensitive));
    }

    private static Value key(Value value, boolean caseSensitive) {
        return value instanceof Value.Text t && !caseSensitive ? Value.of(Case.lower(t.value())) : value;
    }

    private static Value sorted(Value value, Arguments arguments) {
        Comparator<Value> order = order(arguments.flag(1, "case_sensitive", false));
        Optional<UnaryOperator<Value>> part = arguments.get(2, "attribute").map(ListFilters::attribute);
        Comparator<Value> whole = (a, b) ->
                part.isPresent() ? order.compare(part.get().apply(a), part.get().apply(b)) : order.compare(a, b);
        List<Value> items = new ArrayList<>(Iteration.items(value));
        items.sort(arguments.flag(0, "reverse", false) ? whole.reversed() : whole);
        return Value.of(items);
    }

    private static Value dictSorted(Value value, Arguments arguments) {
        if (!(value instanceof Value.Mapping mapping)) {
            throw new TemplateException("'dictsort' of " + value.type());
        }
        Comparator<Value> order = order(arguments.flag(0, "case_sensitive", false));
        boolean byValue = arguments.optionalText(1, "by").orElse("key").equals("value");
        Comparator<Map.Entry<Value, Value>> whole =
                (a, b) -> byValue ? order.compare(a.getValue(), b.getValue()) : order.compare(a.getKey(), b.getKey());
        List<Map.Entry<Value, Value>> entries =
                new ArrayList<>(mapping.entries().entrySet());
        entries.sort(arguments.flag(2, "reverse", false) ? whole.reversed() : whole);
        return Value.of(entries.stream().map(Iteration::pair).toList());
    }

    private static Value unique(Value value, Arguments arguments) {
        boolean caseSensitive = arguments.flag(0, "case_sensitive", false);
        UnaryOperator<Value> part =
                arguments.get(1, "attribute").map(ListFilters::attribute).orElse(x -> x);
        List<Value> seen = new ArrayList<>();
        List<Value> kept = new ArrayList<>();
        for (Value item : Iteration.items(value)) {
            Value key = key(part.apply(item), caseSensitive);
            if (seen.stream().noneMatch(s -> Operators.equal(s, key))) {
                seen.add(key);
                kept.add(item);
            }
        }
        return Value.of(kept);
    }

    private static Value sum(Value value, Arguments arguments) {
        UnaryOperator<Value> part =
                arguments.get(0, "attribute").map(ListFilters::attribute).orElse(x -> x);
        Value sum = arguments.get(1, "start").orElse(Value.of(0));
        for (Value item : Iteration.items(value)) {
            sum = Operators.binary("+", sum, part.apply(item));
        }
        return sum;
    }

    private static Value extreme(Value value, Arguments arguments, int sign) {
        Comparator<Value> order = order(arguments.flag(0, "case_sensitive", false));
        List<Value> items = Iteration.items(value);
        if (items.isEmpty()) {
            return new Undefined("an extreme of nothing");
        }
        // the first of equals, as Python takes it
        return Collections.min(items, sign < 0 ? order : order.reversed());
    }
}
