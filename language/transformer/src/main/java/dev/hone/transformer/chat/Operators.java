package dev.hone.transformer.chat;

import dev.hone.transformer.chat.Value.Bool;
import dev.hone.transformer.chat.Value.Int;
import dev.hone.transformer.chat.Value.Real;
import dev.hone.transformer.chat.Value.Sequence;
import dev.hone.transformer.chat.Value.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's operators on values. */
final class Operators {
    private Operators() {}

    static Value binary(String operator, Value left, Value right) {
        return switch (operator) {
            case "~" -> Value.of(concatenate(PythonText.of(left), PythonText.of(right)));
            case "+" -> add(left, right);
            case "*" -> multiply(left, right);
            default -> arithmetic(operator, left, right);
        };
    }

    private static Value add(Value left, Value right) {
        if (left instanceof Text a && right instanceof Text b) {
            return Value.of(concatenate(a.value(), b.value()));
        }
        if (left instanceof Sequence a && right instanceof Sequence b && a.tuple() == b.tuple()) {
            List<Value> items = new ArrayList<>(
                    Limits.length((long) a.items().size() + b.items().size()));
            items.addAll(a.items());
            items.addAll(b.items());
            return new Sequence(Collections.unmodifiableList(items), a.tuple());
        }
        return arithmetic("+", left, right);
    }

    private static String concatenate(String a, String b) {
        Limits.size((long) a.length() + b.length());
        return a + b;
    }

    private static Value multiply(Value left, Value right) {
        if (isInteger(left) && (right instanceof Text || right instanceof Sequence)) {
            return multiply(right, left);
        }
        if (isInteger(right) && left instanceof Text text) {
            long times = Math.clamp(integer(right, "*"), 0, Limits.LARGEST + 1L);
            Limits.size(times * text.value().length());
            return Value.of(text.value().repeat((int) times));
        }
        if (isInteger(right) && left instanceof Sequence list) {
            long times = Math.clamp(integer(right, "*"), 0, Limits.LONGEST + 1L);
            Limits.length(times * list.items().size());
            List<Value> items = new ArrayList<>();
            for (long i = 0; i < times && !list.items().isEmpty(); i++) {
                items.addAll(list.items());
            }
            return new Sequence(Collections.unmodifiableList(items), list.tuple());
        }
        return arithmetic("*", left, right);
    }

    private static Value arithmetic(String operator, Value left, Value right) {
        if (isInteger(left) && isInteger(right) && !operator.equals("/")) {
            long a = integer(left, operator);
            long b = integer(right, operator);
            if (!operator.equals("**") || b >= 0) {
                return Value.of(onIntegers(operator, a, b));
            }
        }
        if (!isNumber(left) || !isNumber(right)) {
            throw new TemplateException("'" + operator + "' of " + left.type() + " and " + right.type());
        }
        double a = real(left);
        double b = real(right);
        return Value.of(
                switch (operator) {
                    case "+" -> a + b;
                    case "-" -> a - b;
                    case "*" -> a * b;
                    case "/" -> a / nonZero(b);
                    case "//" -> Math.floor(a / nonZero(b));
                    case "%" -> a - Math.floor(a / nonZero(b)) * b;
                    default -> Math.pow(a, b);
                });
    }

    private static long onIntegers(String operator, long a, long b) {
        try {
            return switch (operator) {
                case "+" -> Math.addExact(a, b);
                case "-" -> Math.subtractExact(a, b);
                case "*" -> Math.multiplyExact(a, b);
                case "//" -> Math.floorDiv(a, nonZero(b));
                case "%" -> Math.floorMod(a, nonZero(b));
                default -> Math.powExact(a, Math.toIntExact(b));
            };
        } catch (ArithmeticException e) {
            throw new TemplateException("a number beyond 64 bits");
        }
    }

    private static double nonZero(double b) {
        if (b == 0) {
            throw new TemplateException("division by zero");
        }
        return b;
    }

    private static long nonZero(long b) {
        if (b == 0) {
            throw new TemplateException("division by zero");
        }
        return b;
    }

    static Value negate(Value value) {
        return binary("-", Value.of(0), value);
    }

    static boolean compare(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            case "<" -> order(left, right) < 0;
            case "<=" -> order(left, right) <= 0;
            case ">" -> order(left, right) > 0;
            default -> order(left, right) >= 0;
        };
    }

    static boolean equal(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return (left instanceof Real || right instanceof Real)
                    ? real(left) == real(right)
                    : integer(left, "==") == integer(right, "==");
        }
        return switch (left) {
            case Value.Undefined _ -> right instanceof Value.Undefined;
            case Sequence a -> right instanceof Sequence b && a.tuple() == b.tuple() && equal(a.items(), b.items());
            case Value.Mapping a -> right instanceof Value.Mapping b && equal(a.entries(), b.entries());
            default -> left.equals(right);
        };
    }

    private static boolean equal(List<Value> a, List<Value> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<Value> other = b.iterator();
        return a.stream().allMatch(item -> equal(item, other.next()));
    }

    private static boolean equal(Map<Value, Value> a, Map<Value, Value> b) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream().allMatch(e -> {
                    Value other = b.get(e.getKey());
                    return other != null && equal(e.getValue(), other);
                });
    }

    /** As {@code compareTo}; only numbers, strings and lists have an order. */
    static int order(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return (left instanceof Real || right instanceof Real)
                    ? Double.compare(real(left), real(right))
                    : Long.compare(integer(left, "<"), integer(right, "<"));
        }
        if (left instanceof Text a && right instanceof Text b) {
            return CodePoints.compare(a.value(), b.value());
        }
        if (left instanceof Sequence a && right instanceof Sequence b && a.tuple() == b.tuple()) {
            for (int i = 0; i < Math.min(a.items().size(), b.items().size()); i++) {
                if (!equal(a.items().get(i), b.items().get(i))) {
                    return order(a.items().get(i), b.items().get(i));
                }
            }
            return Integer.compare(a.items().size(), b.items().size());
        }
        throw new TemplateException(left.type() + " and " + right.type() + " have no order");
    }

    private static boolean contains(Value container, Value item) {
        return switch (container) {
            case Value.Undefined _ -> false;
            case Text text when item instanceof Text part -> text.value().contains(part.value());
            case Text _ -> throw new TemplateException("'in' a string needs a string, not " + item.type());
            case Sequence list -> list.items().stream().anyMatch(i -> equal(i, item));
            case Value.Mapping map -> map.entries().containsKey(item);
            default -> throw new TemplateException("'in' " + container.type());
        };
    }

    /** Booleans count as 0 and 1. */
    static boolean isInteger(Value value) {
        return value instanceof Int || value instanceof Bool;
    }

    static boolean isNumber(Value value) {
        return isInteger(value) || value instanceof Real;
    }

    static long integer(Value value, String what) {
        return switch (value) {
            case Int i -> i.value();
            case Bool b -> b.value() ? 1 : 0;
            default -> throw new TemplateException("'" + what + "' needs a whole number, not " + value.type());
        };
    }

    static double real(Value value) {
        return value instanceof Real r ? r.value() : integer(value, "a number");
    }
}
