package dev.hone.guide.program;

import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.program.ProgramEnvironment;
import dev.hone.learn.program.ProgramLink;
import java.util.LinkedHashMap;
import tools.jackson.databind.JsonNode;

/**
 * A teacher that is a program of its own: it is asked {@code {"request": "advice", "state": ...}} before every step, with what
 * the environment shows to teachers.
 */
public final class TeacherProgram implements Teacher {
    private final ProgramLink link;
    private final TaughtEnvironment environment;

    /** Starts the program beside an environment. */
    public TeacherProgram(String command, TaughtEnvironment environment) {
        this.link = new ProgramLink("teacher", command, ProgramEnvironment.PATIENCE);
        this.environment = environment;
    }

    @Override
    public void advise(double[] into) {
        var question = new LinkedHashMap<String, Object>();
        question.put("request", "advice");
        question.put("state", environment.state());
        JsonNode answer = link.ask(question);
        AdviceNode.read(answer, into).ifPresent(problem -> {
            throw link.wrong(problem, answer);
        });
    }

    @Override
    public void close() {
        link.close();
    }
}
