package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Filters.Filter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Filters that make numbers. */
final class NumberFilters {
    static final Map<String, Filter> ALL = Map.of(
            "int", (v, a) -> integer(v, a.get(0, "default").orElse(Value.of(0)), a.number(1, "base", 10)),
            "float", (v, a) -> real(v, a.get(0, "default").orElse(Value.of(0.0))),
            "abs", (v, _) -> Operators.compare("<", v, Value.of(0)) ? Operators.negate(v) : v,
            "round", (v, a) -> rounded(v, a));

    private NumberFilters() {}

    private static Value integer(Value value, Value otherwise, long base) {
        if (Operators.isInteger(value)) {
            return Value.of(Operators.integer(value, "int"));
        }
        if (value instanceof Value.Text text) {
            String digits = plain(text.value());
            if (base == 16 && Case.lower(digits).startsWith("0x")) {
                digits = digits.substring(2);
            }
            try {
                return Value.of(Long.parseLong(digits, Math.toIntExact(Math.clamp(base, 2, 36))));
            } catch (NumberFormatException e) {
                // as Jinja: the text of a real number is cut, other text is no number
            }
        }
        return real(value, otherwise) instanceof Value.Real r && Double.isFinite(r.value())
                ? Value.of((long) r.value())
                : otherwise;
    }

    private static Value real(Value value, Value otherwise) {
        if (Operators.isNumber(value)) {
            return Value.of(Operators.real(value));
        }
        if (value instanceof Value.Text text) {
            try {
                return Value.of(Double.parseDouble(plain(text.value())));
            } catch (NumberFormatException e) {
                return otherwise;
            }
        }
        return otherwise;
    }

    private static String plain(String number) {
        return Whitespace.strip(number).replace("_", "");
    }

    private static Value rounded(Value value, Arguments arguments) {
        int digits = Math.toIntExact(Math.clamp(arguments.number(0, "precision", 0), -20, 20));
        RoundingMode mode = switch (arguments.optionalText(1, "method").orElse("common")) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw new TemplateException("'round' knows common, ceil and floor");
        };
        if (Operators.isInteger(value) && mode == RoundingMode.HALF_EVEN) {
            long whole = Operators.integer(value, "round");
            return Value.of(BigDecimal.valueOf(whole)
                    .setScale(Math.min(digits, 0), mode)
                    .longValue());
        }
        double exact = Operators.real(value);
        return Double.isFinite(exact)
                ? Value.of(new BigDecimal(exact).setScale(digits, mode).doubleValue())
                : Value.of(exact);
    }
}
