package dev.hone.guide;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.guide.grid.TigerDoor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** The environments with teachers, by name. */
public final class GuideEnvironments {
    private static final SequencedMap<String, Supplier<TaughtEnvironment>> BY_NAME = new LinkedHashMap<>();

    static {
        for (Supplier<TaughtEnvironment> make : List.<Supplier<TaughtEnvironment>>of(TigerDoor::small, TigerDoor::xl, TigerDoor::moor)) {
            BY_NAME.put(make.get().name(), make);
        }
    }

    private GuideEnvironments() {}

    public static List<String> names() {
        return List.copyOf(BY_NAME.sequencedKeySet());
    }

    /**
     * What makes an environment of that name.
     *
     * @throws HoneException if there is none
     */
    public static Supplier<TaughtEnvironment> maker(String name) {
        Supplier<TaughtEnvironment> maker = BY_NAME.get(name);
        if (maker == null) {
            throw unknown("environment", name, names());
        }
        return maker;
    }

    /**
     * The teacher asked for, or the usual one.
     *
     * @throws HoneException if the environment has no teacher of that name
     */
    public static String teacher(TaughtEnvironment environment, String name) {
        if (!environment.teachers().contains(name)) {
            throw unknown("teacher in " + environment.name(), name, environment.teachers());
        }
        return name;
    }

    private static HoneException unknown(String what, String name, List<String> known) {
        return new HoneException(
                "There is no " + what + " of the name '" + name + "'.",
                Nearest.of(name, known)
                        .map(near -> "you meant " + near)
                        .orElse("one of these: " + String.join(", ", known)));
    }
}
