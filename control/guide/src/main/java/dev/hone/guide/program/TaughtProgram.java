package dev.hone.guide.program;

import dev.hone.core.HoneException;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.Environments;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import dev.hone.learn.program.ProgramEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A program as an environment with teachers: beyond what every environment says it has numbered observations, choices and a
 * {@code "scale": {"random", "best", "gamma", "episodes"}}. It may name {@code "teachers"} of its own, which it is asked for in
 * its present state; the {@code "state"} in its answers is for teachers that are programs of their own.
 */
public final class TaughtProgram implements TaughtEnvironment {
    private final String name;
    private final ProgramEnvironment program;
    private final Space.Discrete observations;
    private final Space.Discrete actions;
    private final Scale scale;
    private final List<String> teachers = new ArrayList<>();

    /**
     * Starts the program.
     *
     * @param command program and arguments as one text
     * @throws HoneException if it can't be started, or isn't such an environment
     */
    public TaughtProgram(String command) {
        name = Environments.COMMAND + command;
        program = new ProgramEnvironment(command, ProgramEnvironment.PATIENCE);
        if (!(program.observations() instanceof Space.Discrete seen
                && program.actions() instanceof Space.Discrete chosen)) {
            program.close();
            throw new HoneException(
                    program.name() + " has observations " + program.observations() + " and actions " + program.actions()
                            + "; learning with tables needs choices in both.",
                    "let the program number its states: {\"choices\": n}");
        }
        observations = seen;
        actions = chosen;
        scale = scale(program.card().path("scale"));
        program.card().path("teachers").forEach(teacher -> teachers.add(teacher.asString()));
    }

    private Scale scale(JsonNode node) {
        try {
            return new Scale(
                    node.path("random").asDouble(Double.NaN),
                    node.path("best").asDouble(Double.NaN),
                    node.path("gamma").asDouble(Double.NaN),
                    node.path("episodes").asInt(0));
        } catch (IllegalArgumentException _) {
            throw program.wrong(
                    "has no \"scale\": {\"random\", \"best\", \"gamma\", \"episodes\"} with random below best",
                    program.card());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Space.Discrete observations() {
        return observations;
    }

    @Override
    public Space.Discrete actions() {
        return actions;
    }

    @Override
    public List<String> teachers() {
        return List.copyOf(teachers);
    }

    @Override
    public Teacher teacher(String teacher) {
        if (!teachers.contains(teacher)) {
            throw new IllegalArgumentException("no teacher '" + teacher + "' in " + name);
        }
        Map<String, Object> question = Map.of("request", "advice", "teacher", teacher);
        return into -> {
            JsonNode answer = program.ask(question);
            AdviceNode.read(answer, into).ifPresent(problem -> {
                throw program.wrong(problem, answer);
            });
        };
    }

    @Override
    public Object state() {
        return program.last().path("state");
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public void reset(long seed, float[] observation) {
        program.reset(seed, observation);
    }

    @Override
    public void step(float[] action, Step step) {
        program.step(action, step);
    }

    @Override
    public List<String> picture() {
        List<String> lines = new ArrayList<>();
        program.last().path("picture").forEach(line -> lines.add(line.asString()));
        return lines.isEmpty() ? List.of(program.last().path("observation").toString()) : lines;
    }

    @Override
    public void close() {
        program.close();
    }
}
