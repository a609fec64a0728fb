package dev.hone.cli;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is read more than once: standard input is set aside first. */
final class InputFile {
    private InputFile() {}

    /** The file itself, or for '-' a temporary one that holds all of standard input. */
    static Path of(Path written) {
        if (!written.toString().equals("-")) {
            return written;
        }
        try {
            Path aside = Files.createTempFile("hone-input", ".jsonl");
            aside.toFile().deleteOnExit();
            Files.copy(System.in, aside, StandardCopyOption.REPLACE_EXISTING);
            return aside;
        } catch (IOException e) {
            throw new HoneException(
                    "Standard input can't be set aside: " + e.getMessage() + ".",
                    "free some space in the temporary folder",
                    e);
        }
    }
}
