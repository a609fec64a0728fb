package dev.hone.transformer.chat;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The functions every template can call. */
final class Globals {
    private Globals() {}

    static void define(Scope scope, Clock clock) {
        define(scope, "raise_exception", arguments -> {
            throw new TemplateException(PythonText.of(arguments.require(0, "message")), 0, true);
        });
        define(
                scope,
                "strftime_now",
                arguments -> Value.of(Strftime.format(ZonedDateTime.now(clock), arguments.text(0, "format"))));
        define(scope, "namespace", arguments -> {
            Map<String, Value> attributes = new LinkedHashMap<>();
            entries(arguments).forEach((key, value) -> attributes.put(PythonText.of(key), value));
            return new Value.Namespace(attributes);
        });
        define(scope, "dict", arguments -> new Value.Mapping(entries(arguments)));
        define(scope, "range", Globals::range);
    }

    private static void define(Scope scope, String name, Value.Function function) {
        scope.set(name, function);
    }

    /** Of a dictionary or pairs given by place, then of the arguments given by name. */
    private static Map<Value, Value> entries(Arguments arguments) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (Value given : arguments.positional()) {
            List<Value> pairs = given instanceof Value.Mapping m ? Iteration.pairs(m) : Iteration.items(given);
            for (Value pair : pairs) {
                List<Value> two = Iteration.items(pair);
                if (two.size() != 2) {
                    throw new TemplateException("a dictionary is made of pairs");
                }
                entries.put(two.get(0), two.get(1));
            }
        }
        arguments.named().forEach((name, value) -> entries.put(Value.of(name), value));
        return entries;
    }

    private static Value range(Arguments arguments) {
        long first = Operators.integer(arguments.require(0, "stop"), "range");
        boolean one = arguments.positional().size() == 1;
        long start = one ? 0 : first;
        long stop = one ? first : arguments.number(1, "stop", 0);
        long step = arguments.number(2, "step", 1);
        if (step == 0) {
            throw new TemplateException("the step of a range is 0");
        }
        double length = Math.ceil(((double) stop - start) / step);
        int size = Limits.length((long) Math.max(0, length));
        return Value.of(LongStream.range(0, size)
                .mapToObj(i -> Value.of(start + i * step))
                .toList());
    }
}
