package dev.hone.core.files;

import dev.hone.core.HoneException;
import tools.jackson.databind.JsonNode;

/**
 * One line of a file of JSON lines.
 *
 * @param file the file's name as the user wrote it, or "standard input"
 * @param number its line, from 1; blank lines count
 * @param node what it says
 */
public record JsonLine(String file, long number, JsonNode node) {
    /** "queries.jsonl line 17", for messages. */
    public String place() {
        return file + " line " + number;
    }

    /** An error about this line: "queries.jsonl line 17: " and the problem. */
    public HoneException error(String problem, String advice) {
        return new HoneException(place() + ": " + problem, advice);
    }
}
