package dev.hone.lm.format;

import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.List;

/**
 * QUERIES: one JSON object a line, {@code {"id", "prompt" or "messages", "group"?, "reference"?}}. Other keys are ignored, so
 * a pool is also a file of queries.
 */
public final class Queries {
    private Queries() {}

    /**
     * The queries of a file, in its order.
     *
     * @throws dev.hone.core.HoneException naming file and line if a line is not a query, or an id was used before
     */
    public static List<Query> read(Path file) {
        return Lines.read(file, "queries", QueryFields::read);
    }

    /** Writes queries so that {@link #read} gives them back; the file appears whole or not at all. */
    public static void write(List<Query> queries, Path file) {
        Lines.write(file, queries, (query, object) -> QueryFields.write(query, object));
    }
}
