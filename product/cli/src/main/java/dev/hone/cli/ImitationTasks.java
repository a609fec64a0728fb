package dev.hone.cli;

import dev.hone.assembly.demonstrate.Recording;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.HoneException;
import dev.hone.core.run.Run;
import dev.hone.episodes.DatasetWriter;
import dev.hone.episodes.Episode;
import dev.hone.imitate.ImitationTask;
import dev.hone.learn.chunk.SavedChunkPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The tasks that can be imitated by name. */
final class ImitationTasks {
    private ImitationTasks() {}

    /** The task of a name, at its lowest level. */
    static ImitationTask of(String name) {
        return new AssemblyTask(Options.of(Task.of(name)));
    }

    /** The same with a physics step of so many seconds. */
    static ImitationTask of(String name, double timeStep) {
        return new AssemblyTask(Options.of(Task.of(name)).withTimeStep(timeStep));
    }

    /** The task that episodes say they are of; empty if it is none of ours. */
    static Optional<ImitationTask> of(List<Episode> episodes) {
        String words = episodes.getFirst().task();
        return Task.all().stream()
                .filter(task -> Recording.words(task).equals(words))
                .findFirst()
                .map(task -> new AssemblyTask(Options.of(task)));
    }

    /**
     * A saved policy for that task.
     *
     * @throws HoneException if it is for another one
     */
    static SavedChunkPolicy policy(Path folder, ImitationTask task) {
        SavedChunkPolicy saved = SavedChunkPolicy.open(folder);
        if (!saved.task().equals(task.name())) {
            throw new HoneException(
                    folder + " is a policy for " + (saved.task().isEmpty() ? "no task of Hone's" : saved.task())
                            + ", not for " + task.name() + ".",
                    "name another policy, or another task");
        }
        return saved;
    }

    /** Refuses episodes of another task. */
    static void require(ImitationTask task, List<Episode> episodes, Path dataset) {
        String words = episodes.getFirst().task();
        if (!words.equals(task.words())) {
            throw new HoneException(
                    dataset + " holds episodes of '" + words + "', not of " + task.name() + ".",
                    "name another dataset, or another task");
        }
    }

    /** Makes episodes the run's OUT. */
    static void write(Run run, ImitationTask task, List<Episode> episodes) {
        try (DatasetWriter writer = DatasetWriter.fill(run.outputFolder(), task.description())) {
            episodes.forEach(writer::add);
            writer.commit();
        }
    }
}
