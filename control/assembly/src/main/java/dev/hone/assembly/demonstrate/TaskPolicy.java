package dev.hone.assembly.demonstrate;

import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.HoneException;
import dev.hone.learn.Policy;
import dev.hone.learn.SavedPolicy;
import dev.hone.learn.Space;
import java.nio.file.Path;

/** A saved policy of an assembly task. */
public final class TaskPolicy {
    private TaskPolicy() {}

    /**
     * Opens a policy that was trained in a task.
     *
     * @throws HoneException if the folder holds none, it is of another task, or it sees or does something else than the task's
     */
    public static Policy open(Path folder, Task task) {
        SavedPolicy saved = SavedPolicy.open(folder);
        if (!saved.environment().equals(task.name())) {
            boolean known = Task.all().stream().anyMatch(other -> other.name().equals(saved.environment()));
            throw new HoneException(
                    folder + " was trained in '" + saved.environment() + "', not in '" + task.name() + "'.",
                    known ? "add --task " + saved.environment() : "name a policy of this task");
        }
        try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(task))) {
            require(folder, "observations", saved.policy().observations(), environment.observations());
            require(folder, "actions", saved.policy().actions(), environment.actions());
        }
        return saved.policy();
    }

    /** Of the same kind and size; a policy may know narrower ends than the task allows. */
    private static void require(Path folder, String what, Space found, Space needed) {
        if (found.getClass() != needed.getClass() || found.size() != needed.size()) {
            throw new HoneException(
                    folder + " takes " + what + " of " + size(found) + " where the task has " + size(needed) + ".",
                    "it was made by another Hone; train it again");
        }
    }

    private static String size(Space space) {
        return switch (space) {
            case Space.Discrete discrete -> "one of " + discrete.count() + " choices";
            case Space.Box box -> box.size() + " numbers";
        };
    }
}
