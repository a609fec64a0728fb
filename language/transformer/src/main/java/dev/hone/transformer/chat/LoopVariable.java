package dev.hone.transformer.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code loop} says inside a loop. */
final class LoopVariable {
    private final List<Value> items;
    private Optional<List<Value>> lastSeen = Optional.empty();

    LoopVariable(List<Value> items) {
        this.items = items;
    }

    Value at(int i) {
        int n = items.size();
        Map<String, Value> values = new HashMap<>();
        values.put("index", Value.of(i + 1));
        values.put("index0", Value.of(i));
        values.put("revindex", Value.of(n - i));
        values.put("revindex0", Value.of(n - i - 1));
        values.put("first", Value.of(i == 0));
        values.put("last", Value.of(i == n - 1));
        values.put("length", Value.of(n));
        values.put("depth", Value.of(1));
        values.put("depth0", Value.of(0));
        values.put("previtem", i > 0 ? items.get(i - 1) : new Value.Undefined("the item before the first"));
        values.put("nextitem", i < n - 1 ? items.get(i + 1) : new Value.Undefined("the item after the last"));
        Value.Function cycle = arguments -> {
            if (arguments.positional().isEmpty()) {
                throw new TemplateException("'cycle' of nothing");
            }
            return arguments.positional().get(i % arguments.positional().size());
        };
        values.put("cycle", cycle);
        Value.Function changed = arguments -> {
            boolean same = lastSeen.equals(Optional.of(arguments.positional()));
            lastSeen = Optional.of(arguments.positional());
            return Value.of(!same);
        };
        values.put("changed", changed);
        return new Value.Attributes("loop", values);
    }
}
