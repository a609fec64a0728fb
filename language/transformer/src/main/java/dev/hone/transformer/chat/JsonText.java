package dev.hone.transformer.chat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The filter {@code tojson} as transformers sets it up: Python's {@code json.dumps} with characters as they are, and none
 * of the escapes for HTML that Jinja's own filter makes.
 *
 * @param indent spaces per level; absent: all on one line
 * @param comma between items
 * @param colon between key and value
 */
record JsonText(Optional<String> indent, String comma, String colon, boolean ascii, boolean sorted) {
    static JsonText with(Arguments arguments) {
        boolean ascii = arguments.flag(0, "ensure_ascii", false);
        Optional<String> indent = arguments
                .get(1, "indent")
                .filter(v -> v != Value.None.NONE)
                .map(v -> v instanceof Value.Text t
                        ? t.value()
                        : " ".repeat(Limits.size(Math.max(0, Operators.integer(v, "indent")))));
        Optional<Value> separators = arguments.get(2, "separators").filter(v -> v != Value.None.NONE);
        boolean sorted = arguments.flag(3, "sort_keys", false);
        if (separators.isPresent()) {
            List<Value> two = Iteration.items(separators.get());
            if (two.size() != 2) {
                throw new TemplateException("'separators' needs two strings");
            }
            return new JsonText(indent, PythonText.of(two.get(0)), PythonText.of(two.get(1)), ascii, sorted);
        }
        return new JsonText(indent, indent.isPresent() ? "," : ", ", ": ", ascii, sorted);
    }

    String of(Value value) {
        StringBuilder out = new StringBuilder();
        write(value, 1, out);
        return out.toString();
    }

    private void write(Value value, int level, StringBuilder out) {
        Limits.size(out.length());
        switch (value) {
            case Value.None _ -> out.append("null");
            case Value.Bool b -> out.append(b.value());
            case Value.Int i -> out.append(i.value());
            case Value.Real r -> out.append(real(r.value()));
            case Value.Text t -> quoted(t.value(), out);
            case Value.Sequence s -> {
                String between = "";
                out.append('[');
                for (Value item : s.items()) {
                    out.append(between);
                    newLine(level, out);
                    write(item, level + 1, out);
                    between = comma;
                }
                close(s.items().isEmpty(), level, ']', out);
            }
            case Value.Mapping m -> {
                String between = "";
                out.append('{');
                for (Map.Entry<Value, Value> entry : entries(m)) {
                    out.append(between);
                    newLine(level, out);
                    quoted(key(entry.getKey()), out);
                    write(entry.getValue(), level + 1, out.append(colon));
                    between = comma;
                }
                close(m.entries().isEmpty(), level, '}', out);
            }
            default -> throw new TemplateException(value.type() + " has no JSON");
        }
    }

    private List<Map.Entry<Value, Value>> entries(Value.Mapping mapping) {
        List<Map.Entry<Value, Value>> entries = List.copyOf(mapping.entries().entrySet());
        Comparator<Map.Entry<Value, Value>> byKey = (a, b) -> Operators.order(a.getKey(), b.getKey());
        return sorted ? entries.stream().sorted(byKey).toList() : entries;
    }

    private String key(Value key) {
        return key instanceof Value.Text t ? t.value() : of(key);
    }

    private static String real(double value) {
        return Double.isNaN(value) ? "NaN" : PythonText.real(value).replace("inf", "Infinity");
    }

    private void newLine(int level, StringBuilder out) {
        indent.ifPresent(step -> out.append('\n').append(step.repeat(level)));
    }

    private void close(boolean empty, int level, char bracket, StringBuilder out) {
        if (!empty) {
            newLine(level - 1, out);
        }
        out.append(bracket);
    }

    private void quoted(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || (ascii && c > '~')) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
