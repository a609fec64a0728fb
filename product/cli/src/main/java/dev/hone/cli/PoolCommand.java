package dev.hone.cli;

import picocli.CommandLine.Command;

/** {@code hone pool}: graded samples, from elsewhere and to elsewhere. */
@Command(
        name = "pool",
        description = "Imports, grades, merges and exports samples.",
        subcommands = {PoolImportCommand.class, PoolGradeCommand.class, PoolMergeCommand.class, PoolExportCommand.class
        },
        mixinStandardHelpOptions = true)
final class PoolCommand extends VerbGroup {}
