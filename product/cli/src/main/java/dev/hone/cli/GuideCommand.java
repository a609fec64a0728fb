package dev.hone.cli;

import picocli.CommandLine.Command;

/** {@code hone guide}: a student that takes from a teacher what helps. */
@Command(
        name = "guide",
        description = "A student that takes from a teacher what helps and no more: train, compare, evaluate, watch.",
        subcommands = {
            GuideTrainCommand.class,
            GuideCompareCommand.class,
            GuideEvaluateCommand.class,
            GuideWatchCommand.class
        },
        mixinStandardHelpOptions = true)
final class GuideCommand extends VerbGroup {
    static final String WHERE =
            "Where: tiger-door, tiger-door-xl, moor, light-dark, memory, lava-crossing, one of your jars', or command:PROGRAM.";
    static final String METHODS = "tgrl, tgrl:replay, rl, rl:plain, imitation, fixed:C, cosil:H or advisor";
}
