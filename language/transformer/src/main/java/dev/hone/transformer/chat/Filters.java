package dev.hone.transformer.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can follow a bar. Filters on lists are in {@link ListFilters}, on numbers in {@link NumberFilters}. */
final class Filters {
    /** A filter: the value before the bar, what is in brackets after the name. */
    @FunctionalInterface
    interface Filter {
        Value apply(Value value, Arguments arguments);
    }

    private static final Map<String, Filter> FILTERS = new HashMap<>(Map.ofEntries(
            text("upper", Case::upper),
            text("lower", Case::lower),
            text("title", Case::words),
            text("capitalize", Case::capitalized),
            text("string", t -> t),
            text("safe", t -> t),
            text("escape", Filters::escaped),
            text("e", Filters::escaped),
            Map.entry(
                    "trim",
                    (v, a) -> Value.of(StringMethods.strip(PythonText.of(v), a.optionalText(0, "chars"), true, true))),
            Map.entry(
                    "replace",
                    (v, a) -> Value.of(Replacement.of(
                            PythonText.of(v),
                            PythonText.of(a.require(0, "old")),
                            PythonText.of(a.require(1, "new")),
                            a.get(2, "count").filter(c -> c != Value.None.NONE).isPresent()
                                    ? a.number(2, "count", -1)
                                    : -1))),
            Map.entry("indent", (v, a) -> Value.of(indented(PythonText.of(v), a))),
            Map.entry("center", (v, a) -> Value.of(centred(PythonText.of(v), a.number(0, "width", 80)))),
            Map.entry(
                    "wordcount",
                    (v, _) -> Value.of(Splitting.forward(PythonText.of(v), Optional.empty(), -1)
                            .size())),
            Map.entry("tojson", (v, a) -> Value.of(JsonText.with(a).of(v))),
            Map.entry("default", Filters::otherwise),
            Map.entry("d", Filters::otherwise),
            Map.entry("attr", (v, a) -> Lookup.attributeOnly(v, a.text(0, "name")))));

    static {
        FILTERS.putAll(ListFilters.ALL);
        FILTERS.putAll(NumberFilters.ALL);
    }

    private Filters() {}

    static boolean known(String name) {
        return FILTERS.containsKey(name);
    }

    static Value apply(String name, Value value, Arguments arguments) {
        return Optional.ofNullable(FILTERS.get(name))
                .orElseThrow(() -> new TemplateException("there is no filter '" + name + "'"))
                .apply(value, arguments);
    }

    private static Map.Entry<String, Filter> text(String name, java.util.function.UnaryOperator<String> change) {
        return Map.entry(name, (value, _) -> Value.of(change.apply(PythonText.of(value))));
    }

    /** The argument where the value is undefined, or with {@code boolean} where it is false. */
    private static Value otherwise(Value value, Arguments arguments) {
        boolean missing = value instanceof Value.Undefined || (arguments.flag(1, "boolean", false) && !value.truth());
        return missing ? arguments.get(0, "default_value").orElse(Value.of("")) : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static String indented(String text, Arguments arguments) {
        String step = arguments
                .get(0, "width")
                .map(w -> w instanceof Value.Text t
                        ? t.value()
                        : " ".repeat(Limits.size(Math.max(0, Operators.integer(w, "width")))))
                .orElse("    ");
        boolean blank = arguments.flag(2, "blank", false);
        List<String> lines = Splitting.lines(text + "\n", false);
        StringBuilder out = new StringBuilder(arguments.flag(1, "first", false) ? step : "");
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? "" : "\n");
            out.append(i == 0 || (lines.get(i).isEmpty() && !blank) ? "" : step).append(lines.get(i));
            Limits.size(out.length());
        }
        return out.toString();
    }

    /** As Python's {@code center}: an odd space goes to the left if the width is odd. */
    private static String centred(String text, long width) {
        int missing = Limits.size(Math.max(0, width - CodePoints.length(text)));
        int left = missing / 2 + (missing & (int) width & 1);
        return " ".repeat(left) + text + " ".repeat(missing - left);
    }
}
