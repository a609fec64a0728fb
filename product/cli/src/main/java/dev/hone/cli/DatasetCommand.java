package dev.hone.cli;

import picocli.CommandLine.Command;

/** {@code hone dataset}: demonstrations on the disk. */
@Command(
        name = "dataset",
        description = "Demonstrations on the disk: what is in them, and others brought into the same form.",
        subcommands = {DatasetShowCommand.class, DatasetConvertCommand.class},
        mixinStandardHelpOptions = true)
final class DatasetCommand extends VerbGroup {}
