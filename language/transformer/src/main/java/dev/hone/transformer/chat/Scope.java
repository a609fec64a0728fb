package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Value.Undefined;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Variables, in front of those around them. Setting one never changes one further out. */
final class Scope {
    private final @Nullable Scope around;
    private final Map<String, Value> variables = new HashMap<>();

    private Scope(@Nullable Scope around) {
        this.around = around;
    }

    static Scope outermost() {
        return new Scope(null);
    }

    Scope inner() {
        return new Scope(this);
    }

    void set(String name, Value value) {
        variables.put(name, value);
    }

    Value get(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            Optional<Value> found = Optional.ofNullable(scope.variables.get(name));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Undefined(name);
    }
}
