package dev.hone.cli;

import picocli.CommandLine.Option;

/** For verbs whose work is kept in a run. */
final class RunFlags {
    @Option(
            names = "--fresh",
            description = "Start a new run, even if the same command left an unfinished one to continue.")
    boolean fresh;
}
