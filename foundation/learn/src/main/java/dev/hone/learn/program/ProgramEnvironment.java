package dev.hone.learn.program;

import dev.hone.core.program.ProgramFailed;
import dev.hone.learn.Environment;
import dev.hone.learn.Space;
import dev.hone.learn.SpaceValues;
import dev.hone.learn.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An environment that is a program, asked line by line on its standard input. It says its spaces first, then begins episodes and
 * steps; docs/learn.md has the protocol. Whatever breaks it is a {@link ProgramFailed} with the end of the program's
 * standard error.
 */
public final class ProgramEnvironment implements Environment {
    /** What a program may take for an answer: starting an interpreter and its libraries takes seconds. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ProgramLink link;
    private final JsonNode card;
    private final String name;
    private final Space observations;
    private final Space actions;
    private JsonNode last;

    /**
     * Starts the program and asks for its spaces.
     *
     * @param command program and arguments as one text
     * @param patience longest wait for an answer
     */
    public ProgramEnvironment(String command, Duration patience) {
        link = new ProgramLink("environment", command, patience);
        card = link.ask(Map.of("request", "spaces"));
        last = card;
        name = card.path("name").asString("");
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw link.wrong("has no 'name' of lower case words joined by hyphens", card);
        }
        observations = space("observations");
        actions = space("actions");
    }

    private Space space(String what) {
        try {
            return SpaceNode.read(card.path(what));
        } catch (IllegalArgumentException e) {
            throw link.wrong("has no space for '" + what + "', " + e.getMessage(), card);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Space observations() {
        return observations;
    }

    @Override
    public Space actions() {
        return actions;
    }

    /** All it said about itself at the start, also what is none of Hone's. */
    public JsonNode card() {
        return card;
    }

    /** All it said after the last action or at the last start of an episode. */
    public JsonNode last() {
        return last;
    }

    /** Asks something beyond this contract. */
    public JsonNode ask(Map<String, Object> question) {
        return link.ask(question);
    }

    /** Ends the program; an error about an answer, to be thrown. */
    public ProgramFailed wrong(String problem, JsonNode answer) {
        return link.wrong(problem, answer);
    }

    @Override
    public void reset(long seed, float[] observation) {
        var question = new LinkedHashMap<String, Object>();
        question.put("request", "reset");
        question.put("seed", seed >>> 11); // 53 bits: exact in every language
        last = link.ask(question);
        observe(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        var question = new LinkedHashMap<String, Object>();
        question.put("request", "step");
        question.put("action", SpaceValues.json(actions, action, 0));
        last = link.ask(question);
        observe(step.observation());
        JsonNode reward = last.path("reward");
        if (!reward.isNumber() || !Double.isFinite(reward.asDouble())) {
            throw link.wrong("gave a 'reward' that is no finite number", last);
        }
        step.set(reward.asDouble(), flag("terminated"), flag("truncated"));
    }

    private void observe(float[] into) {
        JsonNode seen = last.path("observation");
        if (!SpaceValues.read(observations, seen, into)) {
            throw link.wrong("gave an 'observation' that is not " + observations.size() + " numbers", last);
        }
        if (!observations.contains(into)) {
            throw link.wrong("gave an 'observation' outside " + observations, last);
        }
    }

    private boolean flag(String what) {
        JsonNode value = last.path(what);
        if (!value.isBoolean()) {
            throw link.wrong("did not say whether it '" + what + "'", last);
        }
        return value.asBoolean();
    }

    @Override
    public void close() {
        link.close();
    }
}
