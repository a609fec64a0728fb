package dev.hone.cli;

import dev.hone.assembly.demonstrate.Recording;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.episodes.Episode;
import dev.hone.imitate.ImitationTask;
import java.util.List;
import java.util.Optional;

/** The tasks that can be imitated by name. */
final class ImitationTasks {
    private ImitationTasks() {}

    /** The task of a name, at its lowest level. */
    static ImitationTask of(String name) {
        return new AssemblyTask(Options.of(Task.of(name)));
    }

    /** The task that episodes say they are of; empty if it is none of ours. */
    static Optional<ImitationTask> of(List<Episode> episodes) {
        String words = episodes.getFirst().task();
        return Task.all().stream()
                .filter(task -> Recording.words(task).equals(words))
                .findFirst()
                .map(task -> new AssemblyTask(Options.of(task)));
    }
}
