package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that a verb reads. Every verb asks here, so that '-' means standard input everywhere. */
final class InputFile {
    private static final String STANDARD_INPUT = "standard input";

    private static Optional<Path> aside = Optional.empty();

    private InputFile() {}

    /** The file itself, or for '-' a temporary one that holds all of standard input: files are read more than once. */
    static synchronized Path of(Path written) {
        if (!isStandardInput(written)) {
            return written;
        }
        Path file = aside.orElseGet(InputFile::setAside);
        aside = Optional.of(file);
        return file;
    }

    /** The run with standard input called so, and not by the temporary file, which has another name each time. */
    static synchronized RunSpec named(RunSpec spec) {
        RunSpec named = spec;
        for (var input : spec.inputs().entrySet()) {
            if (aside.map(Path::toString).equals(Optional.of(input.getValue().place()))) {
                named = named.withInput(
                        input.getKey(), STANDARD_INPUT, input.getValue().sha256());
            }
        }
        return named;
    }

    static boolean wasStandardInput(RunSpec.Input input) {
        return input.place().equals(STANDARD_INPUT);
    }

    private static boolean isStandardInput(Path written) {
        return written.toString().equals("-");
    }

    private static Path setAside() {
        try {
            Path folder = Files.createTempDirectory("hone");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("standard-input"); // the name that errors show
            file.toFile().deleteOnExit(); // deleted in reverse order: before its folder
            Files.copy(System.in, file);
            return file;
        } catch (IOException e) {
            throw new HoneException(
                    "Standard input can't be set aside: " + e.getMessage() + ".",
                    "free some space in the temporary folder",
                    e);
        }
    }
}
