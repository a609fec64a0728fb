package dev.hone.transformer.chat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** How Python writes a value: {@code str()}, and {@code repr()} for what stands inside a list or dictionary. */
final class PythonText {
    private PythonText() {}

    static String of(Value value) {
        return switch (value) {
            case Value.Text text -> text.value();
            case Value.Undefined _ -> "";
            default -> {
                StringBuilder out = new StringBuilder();
                repr(value, out);
                yield out.toString();
            }
        };
    }

    private static void repr(Value value, StringBuilder out) {
        Limits.size(out.length());
        switch (value) {
            case Value.Undefined _ -> out.append("Undefined");
            case Value.None _ -> out.append("None");
            case Value.Bool b -> out.append(b.value() ? "True" : "False");
            case Value.Int i -> out.append(i.value());
            case Value.Real r -> out.append(real(r.value()));
            case Value.Text t -> quoted(t.value(), out);
            case Value.Sequence s -> sequence(s, out);
            case Value.Mapping m -> mapping(m.entries(), out);
            case Value.Namespace n -> {
                out.append("<Namespace {");
                String comma = "";
                for (Map.Entry<String, Value> e : n.attributes().entrySet()) {
                    out.append(comma);
                    quoted(e.getKey(), out);
                    repr(e.getValue(), out.append(": "));
                    comma = ", ";
                }
                out.append("}>");
            }
            case Value.Attributes a -> out.append('<').append(a.type()).append('>');
            case Value.Function _ -> out.append("<function>");
        }
    }

    private static void sequence(Value.Sequence sequence, StringBuilder out) {
        List<Value> items = sequence.items();
        out.append(sequence.tuple() ? '(' : '[');
        for (int i = 0; i < items.size(); i++) {
            repr(items.get(i), i == 0 ? out : out.append(", "));
        }
        out.append(sequence.tuple() ? items.size() == 1 ? ",)" : ")" : "]");
    }

    private static void mapping(Map<Value, Value> entries, StringBuilder out) {
        out.append('{');
        Iterator<Map.Entry<Value, Value>> rest = entries.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<Value, Value> entry = rest.next();
            repr(entry.getKey(), out);
            repr(entry.getValue(), out.append(": "));
            out.append(rest.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    /** Shortest digits that read back; an exponent below 1e-4 and from 1e16 on, of two digits at least. */
    static String real(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String[] parts = Double.toString(value).split("E", 2);
            int exponent = Integer.parseInt(parts[1]);
            String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            return digits + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = new java.math.BigDecimal(Double.toString(value)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static void quoted(String text, StringBuilder out) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == quote) {
                        out.append('\\').appendCodePoint(c);
                    } else if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(
                                c < 0x100
                                        ? "\\x%02x".formatted(c)
                                        : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
                    }
                }
            }
        });
        out.append(quote);
    }

    private static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}
