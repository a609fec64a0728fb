package dev.hone.cli;

import dev.hone.guide.GuideEnvironments;
import dev.hone.learn.Environment;
import dev.hone.learn.Environments;
import dev.hone.learn.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code hone env}: environments of Hone and of the user. */
@Command(
        name = "env",
        description = "Environments to learn in, also your own: check one, record episodes.",
        subcommands = {EnvCheckCommand.class, EnvRecordCommand.class},
        mixinStandardHelpOptions = true)
final class EnvCommand extends VerbGroup {
    static final String WHICH = "A name (cart-pole, pendulum, tiger-door …), one of your jars', or command:PROGRAM.";

    /** What makes an environment of a name; taught ones are environments too. */
    static Supplier<? extends Environment> maker(String name) {
        if (Environments.find(name).isPresent()) {
            return Environments.maker(name);
        }
        if (GuideEnvironments.names().contains(name)) {
            return GuideEnvironments.maker(name);
        }
        List<String> all = new ArrayList<>(Environments.names());
        all.addAll(GuideEnvironments.names());
        throw Environments.unknown(name, all);
    }

    /** A space in words. */
    static String words(Space space) {
        return switch (space) {
            case Space.Discrete discrete -> "one of " + discrete.count();
            case Space.Box box -> box.size() == 1 ? "1 number" : String.format(Locale.ROOT, "%d numbers", box.size());
        };
    }
}
