package dev.hone.guide;

import dev.hone.core.HoneException;
import dev.hone.core.program.CommandWords;
import dev.hone.guide.grid.LavaCrossing;
import dev.hone.guide.grid.Memory;
import dev.hone.guide.grid.TigerDoor;
import dev.hone.guide.light.LightDark;
import dev.hone.guide.program.TaughtProgram;
import dev.hone.learn.Environment;
import dev.hone.learn.Environments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** The environments with teachers, by name. */
public final class GuideEnvironments {
    private static final SequencedMap<String, Supplier<TaughtEnvironment>> BY_NAME = new LinkedHashMap<>();

    static {
        for (Supplier<TaughtEnvironment> make : List.<Supplier<TaughtEnvironment>>of(
                TigerDoor::small, TigerDoor::xl, TigerDoor::moor, LightDark::new, LavaCrossing::new, Memory::new)) {
            BY_NAME.put(make.get().name(), make);
        }
    }

    private GuideEnvironments() {}

    public static List<String> names() {
        return List.copyOf(BY_NAME.sequencedKeySet());
    }

    /**
     * What makes an environment of that name: one of Hone's, one with teachers from a jar on the thread's context class path,
     * or a program.
     *
     * @throws HoneException if there is none, or one that isn't for teachers
     */
    public static Supplier<TaughtEnvironment> maker(String name) {
        if (name.startsWith(Environments.COMMAND)) {
            String command = name.substring(Environments.COMMAND.length());
            CommandWords.split(command); // a mistake in it is told before any work
            return () -> new TaughtProgram(command);
        }
        Supplier<TaughtEnvironment> maker = BY_NAME.get(name);
        return maker != null ? maker : provided(name);
    }

    private static Supplier<TaughtEnvironment> provided(String name) {
        Supplier<Environment> make = Environments.find(name).orElseThrow(() -> Environments.unknown(name, names()));
        return () -> {
            Environment environment = make.get();
            if (environment instanceof TaughtEnvironment taught) {
                return taught;
            }
            environment.close();
            throw new HoneException(
                    name + " has no teachers and no scale.", "one of these has: " + String.join(", ", names()));
        };
    }
}
