package dev.hone.transformer.chat;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What can follow {@code is}, and be named in {@code select} and its kin. */
final class ValueTests {
    private static final Map<String, BiPredicate<Value, Arguments>> TESTS = Map.ofEntries(
            test("defined", v -> !(v instanceof Value.Undefined)),
            test("undefined", v -> v instanceof Value.Undefined),
            test("none", v -> v == Value.None.NONE),
            test("boolean", v -> v instanceof Value.Bool),
            test("true", v -> v.equals(Value.of(true))),
            test("false", v -> v.equals(Value.of(false))),
            test("integer", v -> v instanceof Value.Int),
            test("float", v -> v instanceof Value.Real),
            test("number", Operators::isNumber),
            test("string", v -> v instanceof Value.Text),
            test("mapping", v -> v instanceof Value.Mapping),
            test("sequence", ValueTests::isSequence),
            test("iterable", v -> isSequence(v) || v instanceof Value.Undefined),
            test("callable", v -> v instanceof Value.Function),
            test("lower", v -> Case.lower(PythonText.of(v)).equals(PythonText.of(v))),
            test("upper", v -> Case.upper(PythonText.of(v)).equals(PythonText.of(v))),
            test("odd", v -> Math.floorMod(Operators.integer(v, "odd"), 2L) == 1),
            test("even", v -> Math.floorMod(Operators.integer(v, "even"), 2L) == 0),
            Map.entry("divisibleby", (v, a) -> {
                long divisor = Operators.integer(a.require(0, "num"), "divisibleby");
                return Operators.compare("==", Operators.binary("%", v, Value.of(divisor)), Value.of(0));
            }),
            Map.entry("sameas", (v, a) -> isSame(v, a.require(0, "other"))),
            Map.entry("in", (v, a) -> Operators.compare("in", v, a.require(0, "seq"))),
            comparison("eq", "=="),
            comparison("equalto", "=="),
            comparison("ne", "!="),
            comparison("lt", "<"),
            comparison("lessthan", "<"),
            comparison("le", "<="),
            comparison("gt", ">"),
            comparison("greaterthan", ">"),
            comparison("ge", ">="),
            comparison("==", "=="),
            comparison("!=", "!="),
            comparison("<", "<"),
            comparison("<=", "<="),
            comparison(">", ">"),
            comparison(">=", ">="));

    private ValueTests() {}

    static boolean known(String name) {
        return TESTS.containsKey(name);
    }

    static boolean holds(String name, Value value, Arguments arguments) {
        return Optional.ofNullable(TESTS.get(name))
                .orElseThrow(() -> new TemplateException("there is no test '" + name + "'"))
                .test(value, arguments);
    }

    private static boolean isSequence(Value value) {
        return value instanceof Value.Text || value instanceof Value.Sequence || value instanceof Value.Mapping;
    }

    /** Identity where Python keeps one object of a kind, equality of the kind elsewhere. */
    private static boolean isSame(Value a, Value b) {
        return a.equals(b) && a.getClass() == b.getClass();
    }

    private static Map.Entry<String, BiPredicate<Value, Arguments>> test(
            String name, java.util.function.Predicate<Value> holds) {
        return Map.entry(name, (value, _) -> holds.test(value));
    }

    private static Map.Entry<String, BiPredicate<Value, Arguments>> comparison(String name, String operator) {
        return Map.entry(name, (value, a) -> Operators.compare(operator, value, a.require(0, "other")));
    }
}
