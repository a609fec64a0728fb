package dev.hone.transformer.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Python's methods of strings. */
final class StringMethods {
    private StringMethods() {}

    static Optional<Value> find(String text, String name) {
        Value.@Nullable Function method = switch (name) {
            case "strip" -> a -> Value.of(strip(text, a.optionalText(0, "chars"), true, true));
            case "lstrip" -> a -> Value.of(strip(text, a.optionalText(0, "chars"), true, false));
            case "rstrip" -> a -> Value.of(strip(text, a.optionalText(0, "chars"), false, true));
            case "startswith" -> a -> Value.of(anyOf(a, text, String::startsWith));
            case "endswith" -> a -> Value.of(anyOf(a, text, String::endsWith));
            case "removeprefix" ->
                a -> {
                    String prefix = a.text(0, "prefix");
                    return Value.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
                };
            case "removesuffix" ->
                a -> {
                    String suffix = a.text(0, "suffix");
                    return Value.of(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
                };
            case "upper" -> _ -> Value.of(Case.upper(text));
            case "lower" -> _ -> Value.of(Case.lower(text));
            case "title" -> _ -> Value.of(Case.title(text));
            case "capitalize" -> _ -> Value.of(Case.capitalized(text));
            case "swapcase" -> _ -> Value.of(Case.swapped(text));
            case "replace" ->
                a -> Value.of(Replacement.of(text, a.text(0, "old"), a.text(1, "new"), a.number(2, "count", -1)));
            case "split" -> a -> texts(Splitting.forward(text, a.optionalText(0, "sep"), a.number(1, "maxsplit", -1)));
            case "rsplit" ->
                a -> texts(Splitting.backward(text, a.optionalText(0, "sep"), a.number(1, "maxsplit", -1)));
            case "splitlines" -> a -> texts(Splitting.lines(text, a.flag(0, "keepends", false)));
            case "partition" -> a -> tuple(Splitting.partition(text, a.text(0, "sep"), false));
            case "rpartition" -> a -> tuple(Splitting.partition(text, a.text(0, "sep"), true));
            case "join" -> a -> Value.of(join(text, Iteration.items(a.require(0, "iterable"))));
            case "find" -> a -> Value.of(place(text, text.indexOf(a.text(0, "sub"))));
            case "rfind" -> a -> Value.of(place(text, text.lastIndexOf(a.text(0, "sub"))));
            case "index" ->
                a -> {
                    int at = place(text, text.indexOf(a.text(0, "sub")));
                    if (at < 0) {
                        throw new TemplateException("the string doesn't hold '" + a.text(0, "sub") + "'");
                    }
                    return Value.of(at);
                };
            case "count" -> a -> Value.of(Replacement.count(text, a.text(0, "sub")));
            case "isdigit" -> _ -> Value.of(all(text, Character::isDigit));
            case "isalpha" -> _ -> Value.of(all(text, Character::isLetter));
            case "isalnum" -> _ -> Value.of(all(text, Character::isLetterOrDigit));
            case "isspace" -> _ -> Value.of(all(text, Whitespace::is));
            case "isupper" ->
                _ -> Value.of(!Case.lower(text).equals(text) && Case.upper(text).equals(text));
            case "islower" ->
                _ -> Value.of(!Case.upper(text).equals(text) && Case.lower(text).equals(text));
            case "zfill" -> a -> Value.of(zeros(text, a.number(0, "width", 0)));
            default -> null;
        };
        return Optional.ofNullable(method);
    }

    /** Without {@code chars} white space goes, else any of the characters in it. */
    static String strip(String text, Optional<String> chars, boolean start, boolean end) {
        IntPredicate goes =
                chars.<IntPredicate>map(set -> c -> set.indexOf(c) >= 0).orElse(Whitespace::is);
        String stripped = end ? Whitespace.stripEnd(text, goes) : text;
        return start ? Whitespace.stripStart(stripped, goes) : stripped;
    }

    /** {@code startswith} and {@code endswith} take one string or a tuple of them. */
    private static boolean anyOf(Arguments arguments, String text, BiPredicate<String, String> holds) {
        if (arguments.require(0, "prefix") instanceof Value.Sequence several) {
            return several.items().stream()
                    .anyMatch(part -> part instanceof Value.Text t && holds.test(text, t.value()));
        }
        return holds.test(text, arguments.text(0, "prefix"));
    }

    static String join(String separator, List<Value> items) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Value.Text text)) {
                throw new TemplateException("'join' of " + items.get(i).type());
            }
            out.append(i == 0 ? "" : separator).append(text.value());
            Limits.size(out.length());
        }
        return out.toString();
    }

    private static Value texts(List<String> parts) {
        return Value.of(parts.stream().map(Value::of).toList());
    }

    private static Value tuple(List<String> parts) {
        return new Value.Sequence(new ArrayList<>(parts.stream().map(Value::of).toList()), true);
    }

    private static boolean all(String text, IntPredicate each) {
        return !text.isEmpty() && text.codePoints().allMatch(each);
    }

    private static int place(String text, int index) {
        return index < 0 ? -1 : text.codePointCount(0, index);
    }

    private static String zeros(String text, long width) {
        int missing = Limits.size(Math.max(0, width - CodePoints.length(text)));
        boolean signed = text.startsWith("-") || text.startsWith("+");
        return signed ? text.charAt(0) + "0".repeat(missing) + text.substring(1) : "0".repeat(missing) + text;
    }
}
