package dev.hone.guide;

import dev.hone.learn.Environment;
import java.util.List;
import java.util.Map;

/** An environment whose teachers see its whole state, the student only part of it. */
public interface TaughtEnvironment extends Environment {
    /** Names of its teachers, the usual one first. */
    List<String> teachers();

    /**
     * A teacher of this very environment, which it looks at.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    Teacher teacher(String name);

    /** What learns here; a table by default, for numbered observations and choices. */
    default StudentForm form() {
        return new StudentForm.Table();
    }

    /** What its teachers see of the present state, for a teacher that is a program: anything that can be written as JSON. */
    default Object state() {
        return Map.of();
    }

    /** What results here are measured against. */
    Scale scale();

    /** A picture of the present state in lines of text, for a terminal. */
    List<String> picture();

    /**
     * What results are measured against.
     *
     * @param random mean return of uniformly random actions
     * @param best return of the best hand-written student
     * @param gamma discount to learn with
     * @param episodes usual budget of training, all policies together
     */
    record Scale(double random, double best, double gamma, int episodes) {
        public Scale {
            if (!(random < best && gamma > 0 && gamma < 1 && episodes > 0)) {
                throw new IllegalArgumentException("a scale from " + random + " to " + best);
            }
        }

        /** 0 for random actions, 1 for the best student; can lie outside. */
        public double score(double meanReturn) {
            return (meanReturn - random) / (best - random);
        }
    }
}
