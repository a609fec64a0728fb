package dev.hone.cli;

import dev.hone.episodes.Names;
import dev.hone.episodes.Selection;
import java.util.List;
import picocli.CommandLine.Option;

/** Which columns of a dataset are the state and which the action. */
final class ColumnFlags {
    @Option(
            names = "--state",
            paramLabel = "COLUMNS",
            split = ",",
            defaultValue = Names.STATE,
            description = "Columns of what is seen, joined in this order. Default: ${DEFAULT-VALUE}.")
    private List<String> state = List.of();

    @Option(
            names = "--action",
            paramLabel = "COLUMNS",
            split = ",",
            defaultValue = Names.ACTION,
            description = "Columns of what is done, joined in this order. Default: ${DEFAULT-VALUE}.")
    private List<String> action = List.of();

    Selection selection() {
        return new Selection(state, action);
    }
}
