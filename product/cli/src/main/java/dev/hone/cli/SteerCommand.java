package dev.hone.cli;

import picocli.CommandLine.Command;

/** {@code hone steer}: a frozen model led towards rewards as it decodes. */
@Command(
        name = "steer",
        description =
                "Leads a frozen model towards rewards as it decodes: sample, fit, evaluate; then 'hone generate --steer'.",
        subcommands = {
            SteerSampleCommand.class,
            SteerFitCommand.class,
            SteerEvaluateCommand.class,
            SteerGridCommand.class
        },
        mixinStandardHelpOptions = true)
final class SteerCommand extends VerbGroup {}
