package dev.hone.cli;

import dev.hone.core.Json;
import dev.hone.core.files.AtomicFile;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * What a verb shows: sentences and tables for people, and the same rows as JSON with {@code --json}. With {@code --json -} the
 * JSON has standard output for itself and people read standard error.
 */
final class Screen {
    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The table's rows as {\"rows\": […]}; '-' is standard output.")
    Optional<String> json = Optional.empty();

    private boolean jsonOnStandardOutput() {
        return json.filter("-"::equals).isPresent();
    }

    private PrintStream people() {
        return jsonOnStandardOutput() ? System.err : System.out;
    }

    void line(String line) {
        people().println(line);
    }

    void table(TextTable table) {
        people().print(table);
    }

    /** Writes the rows where {@code --json} says; each row's values are numbers, texts, booleans, null, lists or maps. */
    void rows(List<? extends Map<String, ?>> rows) {
        if (json.isEmpty()) {
            return;
        }
        byte[] text = (Json.write(Map.of("rows", rows)) + "\n").getBytes(StandardCharsets.UTF_8);
        if (jsonOnStandardOutput()) {
            StandardOutput.open().write(text, 0, text.length);
        } else {
            AtomicFile.write(Path.of(json.get()), true, text);
        }
    }
}
