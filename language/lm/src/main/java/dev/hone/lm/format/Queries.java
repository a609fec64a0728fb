package dev.hone.lm.format;

import dev.hone.core.files.LineReader;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * QUERIES: one JSON object a line, {@code {"id", "prompt" or "messages", "group"?, "reference"?}}. Other keys are ignored, so
 * a pool is also a file of queries.
 */
public final class Queries {
    private Queries() {}

    /**
     * The queries of a file, plain or gzip, in its order.
     *
     * @throws dev.hone.core.HoneException naming file and line if a line is not a query, or an id was used before
     */
    public static List<Query> read(Path file) {
        return read(LineReader.open(file));
    }

    /** The queries of an open text, for example standard input, which is then closed. */
    public static List<Query> read(LineReader lines) {
        return Lines.read(lines, "queries", QueryFields::read);
    }

    /** Writes queries so that {@link #read} gives them back; the file replaces what was there, whole or not at all. */
    public static void write(List<Query> queries, Path file) {
        try (LineWriter lines = LineWriter.create(file, true)) {
            write(queries, lines);
        }
    }

    /** Writes and commits queries; the caller closes {@code lines}. */
    public static void write(List<Query> queries, LineWriter lines) {
        Lines.write(lines, queries, QueryFields::write);
    }

    /** One query as {@link #write} writes it. */
    public static JsonNode json(Query query) {
        return QueryFields.write(query);
    }

    /** What {@link #json} gave, read back; {@code place} is where it was, for errors. */
    public static Query query(String place, JsonNode json) {
        return QueryFields.read(new Line(place, json).requireObject());
    }
}
