package dev.hone.learn;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.core.program.CommandWords;
import dev.hone.learn.classic.CartPole;
import dev.hone.learn.classic.Identity;
import dev.hone.learn.classic.Pendulum;
import dev.hone.learn.classic.PointReach;
import dev.hone.learn.program.ProgramEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Environments by name: Hone's classic ones, those of jars on the thread's context class path, and programs. */
public final class Environments {
    /** What a program's name begins with; the command follows. */
    public static final String COMMAND = "command:";

    private static final int IDENTITY_STEPS = 50;

    private Environments() {}

    /** Names of all that need no command. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(
                List.of("cart-pole", "pendulum", "point-reach", "identity-discrete", "identity-continuous"));
        for (EnvironmentProvider provider : Provided.of(EnvironmentProvider.class)) {
            names.addAll(provider.names());
        }
        return names;
    }

    /**
     * What makes an environment of that name.
     *
     * @throws HoneException if there is none
     */
    public static Supplier<Environment> maker(String name) {
        return find(name).orElseThrow(() -> unknown(name, names()));
    }

    /** The same; empty if there is none. */
    public static Optional<Supplier<Environment>> find(String name) {
        if (name.startsWith(COMMAND)) {
            String command = name.substring(COMMAND.length());
            CommandWords.split(command); // a mistake in it is told before any work
            return Optional.of(() -> new ProgramEnvironment(command, ProgramEnvironment.PATIENCE));
        }
        return switch (name) {
            case "cart-pole" -> Optional.of(CartPole::new);
            case "pendulum" -> Optional.of(Pendulum::new);
            case "point-reach" -> Optional.of(PointReach::new);
            case "identity-discrete" -> Optional.of(() -> Identity.discrete(4, IDENTITY_STEPS));
            case "identity-continuous" -> Optional.of(() -> Identity.continuous(1, IDENTITY_STEPS));
            default -> provided(name);
        };
    }

    private static Optional<Supplier<Environment>> provided(String name) {
        for (EnvironmentProvider provider : Provided.of(EnvironmentProvider.class)) {
            if (provider.names().contains(name)) {
                return Optional.of(() -> provider.make(name));
            }
        }
        return Optional.empty();
    }

    /** Says that there is no environment of a name, and which one was perhaps meant. */
    public static HoneException unknown(String name, List<String> known) {
        return new HoneException(
                "There is no environment of the name '" + name + "'.",
                Nearest.of(name, known)
                        .map(near -> "you meant " + near)
                        .orElse("one of these: " + String.join(", ", known) + "; or command:PROGRAM"));
    }
}
