package dev.hone.learn.program;

import dev.hone.core.Json;
import dev.hone.core.program.CommandWords;
import dev.hone.core.program.Excerpt;
import dev.hone.core.program.LineProgram;
import dev.hone.core.program.ProgramFailed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A program that is asked in JSON: an object a line out, an object a line back. Ended at the first failure: what it would say
 * after that belongs to no question.
 */
public final class ProgramLink implements AutoCloseable {
    private static final String ASKED = "read docs/learn.md, what a program answers, and try it by hand";

    private final LineProgram program;
    private final Duration patience;

    /**
     * Starts the program.
     *
     * @param kind what it is to the user: "environment"
     * @param command program and arguments as one text; no shell reads it
     * @param patience longest wait for an answer
     * @throws ProgramFailed if it can't be started
     */
    public ProgramLink(String kind, String command, Duration patience) {
        this.program = LineProgram.start(kind, CommandWords.split(command));
        this.patience = patience;
    }

    /**
     * The answer to a question.
     *
     * @throws ProgramFailed if it ends, is too slow, or answers something that is no JSON object
     */
    public JsonNode ask(Map<String, Object> question) {
        try {
            String line = program.ask(List.of(Json.write(question)), patience).getFirst();
            JsonNode answer = parse(line);
            if (answer.path("error").isString()) {
                throw program.failed(
                        "says: " + Excerpt.start(answer.path("error").asString()), "it knows what it means");
            }
            return answer;
        } catch (ProgramFailed e) {
            program.kill();
            throw e;
        }
    }

    private JsonNode parse(String line) {
        try {
            JsonNode answer = Json.read(line);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JacksonException _) {
            if (line.contains("NaN") || line.contains("Infinity")) {
                throw program.failed(
                        "answered a number that JSON doesn't have: " + Excerpt.start(line),
                        "a reward or an observation is no finite number");
            }
        }
        throw program.failed("answered '" + Excerpt.start(line) + "' and not a JSON object", LineProgram.OTHER_OUTPUT);
    }

    /** Ends the program; an error about an answer, to be thrown. */
    public ProgramFailed wrong(String problem, JsonNode answer) {
        ProgramFailed failed = program.failed(problem + ": " + Excerpt.start(answer.toString()), ASKED);
        program.kill();
        return failed;
    }

    @Override
    public void close() {
        program.close();
    }
}
