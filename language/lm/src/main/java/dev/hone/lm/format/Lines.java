package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a whole file of JSON lines whose objects carry an id that is unique in the file. */
final class Lines {
    /** Takes NaN and Infinity, which many writers of JSON leave behind, so that the error can name the number they stand for. */
    private static final JsonMapper LENIENT = Json.MAPPER
            .rebuild()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Lines() {}

    /**
     * All objects of a file, in its order; blank lines are skipped.
     *
     * @param what the plural noun for the error about an empty file, for example "queries"
     */
    static <T> List<T> read(Path file, String what, Function<Line, T> parse) {
        List<T> all = new ArrayList<>();
        Map<String, Long> lineOf = new HashMap<>();
        forEach(file, (number, line) -> {
            Long before = lineOf.putIfAbsent(line.id(), number);
            if (before != null) {
                throw line.error(
                        "the id '" + line.id() + "' was used before, on line " + before,
                        "give every line an id of its own");
            }
            all.add(parse.apply(line));
        });
        if (all.isEmpty()) {
            throw new HoneException(
                    file + " holds no " + what + ": it is empty.", "check that it was written to its end");
        }
        return all;
    }

    /** Writes one object an item; the file appears whole or not at all. */
    static <T> void write(Path file, Iterable<T> items, BiConsumer<T, ObjectNode> fill) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (var out = new BufferedWriter(new OutputStreamWriter(
                file.toString().endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(unfinished))
                        : Files.newOutputStream(unfinished),
                StandardCharsets.UTF_8))) {
            for (T item : items) {
                ObjectNode object = Json.MAPPER.createObjectNode();
                fill.accept(item, object);
                out.write(Json.write(object));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new HoneException("Can't write " + file + ": " + e.getMessage() + ".", "check the folder", e);
        }
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HoneException("Can't write " + file + ": " + e.getMessage() + ".", "check the folder", e);
        }
    }

    static void forEach(Path file, BiConsumer<Long, Line> action) {
        try (var in = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz")
                        ? new GZIPInputStream(Files.newInputStream(file))
                        : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
            long number = 0;
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                number++;
                if (!text.isBlank()) {
                    String place = file + " line " + number;
                    JsonNode node;
                    try {
                        node = LENIENT.readTree(text);
                    } catch (JacksonException e) {
                        throw new HoneException(place + " is not JSON: " + e.getOriginalMessage() + ".", "x", e);
                    }
                    if (!node.isObject()) {
                        throw new HoneException(place + " is not a JSON object.", "x");
                    }
                    action.accept(number, new Line(place, node));
                }
            }
        } catch (IOException e) {
            throw new HoneException("Can't read " + file + ": " + e.getMessage() + ".", "check the file", e);
        }
    }
}
