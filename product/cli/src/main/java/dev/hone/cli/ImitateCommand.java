package dev.hone.cli;

import picocli.CommandLine.Command;

/** {@code hone imitate}: policies from few demonstrations. */
@Command(
        name = "imitate",
        description = "Policies from few demonstrations: train, augment, collect, evaluate, run, compare.",
        subcommands = {
            ImitateTrainCommand.class,
            ImitateAugmentCommand.class,
            ImitateCollectCommand.class,
            ImitateEvaluateCommand.class,
            ImitateRunCommand.class,
            ImitateCompareCommand.class
        },
        mixinStandardHelpOptions = true)
final class ImitateCommand extends VerbGroup {}
