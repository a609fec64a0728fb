package dev.hone.assembly.task;

import dev.hone.core.HoneException;
import java.util.Locale;

/**
 * How a task is run.
 *
 * @param task which task
 * @param level randomness of its starts
 * @param timeStep seconds of a physics step; 0.1 s must be a whole number of them, and none above the task's own is stable
 * @param timeLimit control steps (0.1 s each) after which an episode is cut off, at least 1
 * @param pushed whether each part is pushed at random, with probability 0.01 a step
 */
public record Options(Task task, Level level, double timeStep, int timeLimit, boolean pushed) {
    public Options {
        if (!task.levels().contains(level)) {
            throw new HoneException(
                    "Task " + task.name() + " has no level '" + level.word() + "'.",
                    "use '" + task.levels().getFirst().word() + "'");
        }
        double substeps = 0.1 / timeStep;
        if (!(timeStep > 0 && timeStep <= task.timeStep() + 1e-9) || Math.abs(substeps - Math.rint(substeps)) > 1e-6) {
            throw new HoneException(
                    "A physics step of " + milliseconds(timeStep) + " does not suit task " + task.name() + ".",
                    "use " + milliseconds(task.timeStep()) + " for learning or 2 ms for reported numbers");
        }
        if (timeLimit < 1) {
            throw new HoneException("A time limit of " + timeLimit + " steps.", "use " + task.timeLimit());
        }
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f ms", 1000 * seconds);
    }

    /** The task at its lowest level, with its own time step and limit, and no pushes. */
    public static Options of(Task task) {
        return new Options(task, task.levels().getFirst(), task.timeStep(), task.timeLimit(), false);
    }

    public Options withLevel(Level newLevel) {
        return new Options(task, newLevel, timeStep, timeLimit, pushed);
    }

    public Options withTimeStep(double seconds) {
        return new Options(task, level, seconds, timeLimit, pushed);
    }

    public Options withTimeLimit(int steps) {
        return new Options(task, level, timeStep, steps, pushed);
    }

    public Options withPushes() {
        return new Options(task, level, timeStep, timeLimit, true);
    }
}
