package dev.hone.cli;

import dev.hone.core.Home;
import java.nio.file.Path;
import java.util.Optional;

/** A command that the user can type next, by the name under which they reached Hone and with the folder of runs that they use. */
final class NextCommand {
    /** Set by the launcher to the word that it was called by. */
    private static final String LAUNCHER = "HONE_LAUNCHER";

    private NextCommand() {}

    /** A verb with its arguments, quoted by the caller where that is needed. */
    static String of(String arguments) {
        return quoted(System.getenv().getOrDefault(LAUNCHER, "hone")) + " " + arguments;
    }

    /** {@code verb} on the run in {@code run}, for example {@code ./hone runs resume 20261124-202729-gqsm --runs /data/runs}. */
    static String on(String verb, Path run) {
        return on(verb, run, System.getenv().getOrDefault(LAUNCHER, "hone"), Home.runs());
    }

    static String on(String verb, Path run, String launcher, Path usualRuns) {
        Path whole = run.toAbsolutePath().normalize();
        String runs = Optional.ofNullable(whole.getParent())
                .filter(folder -> !folder.equals(usualRuns))
                .map(folder -> " --runs " + quoted(folder.toString()))
                .orElse("");
        return quoted(launcher) + " " + verb + " " + whole.getFileName() + runs;
    }

    /** As a shell reads it back. */
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
