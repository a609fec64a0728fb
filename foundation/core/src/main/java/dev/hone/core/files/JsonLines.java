package dev.hone.core.files;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/** Reads JSON lines, plain or gzip, one at a time; blank lines are passed over. */
public final class JsonLines implements AutoCloseable {
    private final LineReader lines;

    private JsonLines(LineReader lines) {
        this.lines = lines;
    }

    /** Opens a file, plain or gzip. */
    public static JsonLines open(Path file) {
        return new JsonLines(LineReader.open(file));
    }

    /** Reads a stream under the name that errors shall use, for example "standard input". */
    public static JsonLines of(String name, InputStream stream) {
        return new JsonLines(LineReader.of(name, stream, LineReader.LONGEST_LINE));
    }

    /** Hands every line of a file to {@code use}, in order. */
    public static void read(Path file, Consumer<JsonLine> use) {
        try (JsonLines lines = open(file)) {
            lines.forEach(use);
        }
    }

    /** Hands every line that is left to {@code use}, in order. */
    public void forEach(Consumer<JsonLine> use) {
        for (Optional<JsonLine> line = next(); line.isPresent(); line = next()) {
            use.accept(line.get());
        }
    }

    /**
     * The next line that is not blank, or empty after the last.
     *
     * @throws HoneException if the line is not JSON; the message names file and line
     */
    public Optional<JsonLine> next() {
        for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
            if (!text.get().isBlank()) {
                return Optional.of(parse(text.get()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        lines.close();
    }

    private JsonLine parse(String text) {
        try {
            return new JsonLine(lines.name(), lines.number(), Json.read(text));
        } catch (JacksonException e) {
            throw new HoneException(
                    lines.name() + " line " + lines.number() + ": not JSON: " + Json.problem(e) + ".",
                    "the line was cut short, or the file holds one JSON value over several lines; each line"
                            + " must be one JSON value",
                    e);
        }
    }
}
