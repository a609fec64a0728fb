package dev.hone.cli;

import picocli.CommandLine.Command;

/** {@code hone reward}: rewards of your own making. */
@Command(
        name = "reward",
        description = "Learns a reward from graded answers.",
        subcommands = RewardFitCommand.class,
        mixinStandardHelpOptions = true)
final class RewardCommand extends VerbGroup {}
