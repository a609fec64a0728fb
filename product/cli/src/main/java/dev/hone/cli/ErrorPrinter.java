package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever ended a command into two lines on standard error, the second beginning with "Maybe", and an exit code. */
final class ErrorPrinter {
    private static final PrintStream ERR = System.err;

    /** Exit code for a command line that makes no sense, as of sysexits(3). */
    static final int USAGE = 64;

    /** Exit code for an error that Hone did not foresee. */
    static final int BUG = 70;

    private ErrorPrinter() {}

    static int print(Throwable e) {
        int code = printError(e);
        KeptNote.of(e).forEach(ERR::println);
        return code;
    }

    private static int printError(Throwable e) {
        if (e instanceof HoneException foreseen) {
            ERR.println(foreseen.getMessage());
            return foreseen.exitCode();
        }
        if (e instanceof OutOfMemoryError) {
            ERR.println("Out of memory with a heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB.");
            ERR.println("Maybe give Java more: JAVA_TOOL_OPTIONS=-Xmx8g.");
            return 1;
        }
        ERR.println("Hone failed in a way it did not foresee: " + e);
        ERR.println("Maybe it is a bug: please report it with the lines below.");
        e.printStackTrace(ERR);
        return BUG;
    }

    static int printUsage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        ERR.println(e.getMessage());
        List<String> known = Stream.concat(
                        line.getSubcommands().keySet().stream(), line.getCommandSpec().optionsMap().keySet().stream())
                .toList();
        String command = line.getCommandSpec().qualifiedName();
        String nearest = e instanceof UnmatchedArgumentException unmatched
                ? Nearest.of(unmatched.getUnmatched().getFirst(), known)
                        .map(name -> "you mean '" + name + "'; ")
                        .orElse("")
                : "";
        ERR.println("Maybe " + nearest + "see '" + command + " --help'.");
        return USAGE;
    }
}
