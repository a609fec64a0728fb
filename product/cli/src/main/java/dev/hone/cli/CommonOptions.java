package dev.hone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every verb takes. */
final class CommonOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Decides every random number. Default: 0.")
    long seed;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML with this verb's options by their long names, such as a run's config.yaml.")
    Optional<Path> config = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One option by its long name; wins over --config.")
    List<String> settings = new ArrayList<>();

    @Option(names = "--runs", paramLabel = "DIR", description = "Where runs are kept. Default: ~/.hone/runs.")
    Optional<Path> runs = Optional.empty();
}
