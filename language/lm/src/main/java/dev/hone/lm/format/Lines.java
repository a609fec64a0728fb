package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.files.LineReader;
import dev.hone.core.files.LineWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole file of JSON lines whose objects carry an id that is unique in the file. */
final class Lines {
    /** Takes NaN and Infinity, which many writers of JSON leave behind, so that the error can name the number they stand for. */
    private static final JsonMapper LENIENT = Json.MAPPER
            .rebuild()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Lines() {}

    /**
     * All objects, in the order of the lines; blank lines are skipped. Closes the reader.
     *
     * @param what the plural noun for the error about an empty file, for example "queries"
     */
    static <T> List<T> read(LineReader lines, String what, Function<Line, T> parse) {
        try (lines) {
            List<T> all = new ArrayList<>();
            Map<String, Long> lineOf = new HashMap<>();
            for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
                if (!text.get().isBlank()) {
                    Line line = line(text.get(), lines.name() + " line " + lines.number());
                    refuseRepeated(line, lineOf.putIfAbsent(line.id(), lines.number()));
                    all.add(parse.apply(line));
                }
            }
            if (all.isEmpty()) {
                throw new HoneException(
                        lines.name() + " holds no " + what + ": it is empty.", "check that it was written to its end");
            }
            return all;
        }
    }

    /** One line an item, the file committed at the end; the caller closes the writer. */
    static <T> void write(LineWriter lines, Iterable<T> items, Function<T, JsonNode> json) {
        for (T item : items) {
            lines.writeJson(json.apply(item));
        }
        lines.commit();
    }

    static Line line(String text, String place) {
        try {
            return new Line(place, LENIENT.readTree(text)).requireObject();
        } catch (JacksonException e) {
            throw new HoneException(
                    place + ": not JSON: " + Json.problem(e) + ".",
                    "the line was cut short, or the file holds one JSON value over several lines",
                    e);
        }
    }

    private static void refuseRepeated(Line line, @Nullable Long before) {
        if (before != null) {
            throw line.error(
                    "the id '" + line.id() + "' was used before, on line " + before,
                    "give every line an id of its own");
        }
    }
}
