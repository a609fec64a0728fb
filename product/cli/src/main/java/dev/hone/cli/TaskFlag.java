package dev.hone.cli;

import dev.hone.imitate.ImitationTask;
import picocli.CommandLine.Option;

/** Which task a verb of {@code imitate} is about. */
final class TaskFlag {
    @Option(names = "--task", paramLabel = "T", required = true, description = "peg, grasp-peg or one-leg.")
    String name = "";

    ImitationTask task() {
        return ImitationTasks.of(name);
    }
}
