package dev.hone.guide;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.core.program.CommandWords;
import dev.hone.guide.program.TeacherProgram;
import dev.hone.learn.Environments;
import dev.hone.learn.Provided;
import dev.hone.learn.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Teachers by name: an environment's own, those of jars on the thread's context class path, and programs. */
public final class Teachers {
    /** Nobody: what learns from reward alone may ask it. */
    static final String NONE = "none";

    private Teachers() {}

    /**
     * The name of the teacher asked for, or of the environment's usual one.
     *
     * @throws HoneException if there is none of that name
     */
    public static String name(TaughtEnvironment environment, Optional<String> asked) {
        List<String> known = known(environment);
        String name = asked.orElseGet(() ->
                environment.teachers().isEmpty() ? NONE : environment.teachers().getFirst());
        if (name.startsWith(Environments.COMMAND)) {
            CommandWords.split(
                    name.substring(Environments.COMMAND.length())); // a mistake in it is told before any work
        } else if (!known.contains(name) && !name.equals(NONE)) {
            throw new HoneException(
                    "There is no teacher in " + environment.name() + " of the name '" + name + "'.",
                    Nearest.of(name, known)
                            .map(near -> "you meant " + near)
                            .orElse("one of these: " + String.join(", ", known) + "; or command:PROGRAM"));
        }
        return name;
    }

    private static List<String> known(TaughtEnvironment environment) {
        List<String> known = new ArrayList<>(environment.teachers());
        Provided.of(TeacherProvider.class).forEach(provider -> known.add(provider.name()));
        return known;
    }

    /**
     * A teacher of this very environment; it must be closed.
     *
     * @param name as {@link #name} gave it
     */
    public static Teacher of(TaughtEnvironment environment, String name) {
        if (name.startsWith(Environments.COMMAND)) {
            return new TeacherProgram(name.substring(Environments.COMMAND.length()), environment);
        }
        if (name.equals(NONE)) {
            return into -> Arrays.fill(into, -Math.log(into.length));
        }
        for (TeacherProvider provider : Provided.of(TeacherProvider.class)) {
            if (provider.name().equals(name)) {
                return provider.teacher(environment);
            }
        }
        return environment.teacher(name);
    }

    /** Refuses a method that needs advice where nobody gives any, or a teacher that isn't there for real numbers. */
    static void check(TaughtEnvironment environment, String name, Method method) {
        boolean real = environment.actions() instanceof Space.Box;
        if (name.equals(NONE) && (real || !(method instanceof Method.Rl))) {
            throw new HoneException(
                    environment.name() + " has no teacher, and " + method.name() + " needs one.",
                    "give it one: --teacher command:PROGRAM");
        }
    }
}
