package dev.hone.cli;

import picocli.CommandLine.Command;

/** {@code hone assembly}: the simulated assembly tasks. */
@Command(
        name = "assembly",
        description = "Simulated assembly tasks with real contacts: peg, grasp-peg, one-leg.",
        subcommands = {AssemblyCheckCommand.class, AssemblyDemonstrateCommand.class, AssemblyWatchCommand.class},
        mixinStandardHelpOptions = true)
final class AssemblyCommand extends VerbGroup {}
