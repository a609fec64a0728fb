package dev.hone.cli;

import dev.hone.core.files.LineWriter;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.PoolMerge;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hone pool merge}: mixed traffic from pools of one kind each. */
@Command(
        name = "merge",
        description =
                "Makes one pool of several: ids get the pool's name in front, a pool of one kind becomes a group.",
        mixinStandardHelpOptions = true)
final class PoolMergeCommand implements Runnable {
    @Parameters(paramLabel = "POOL", arity = "1..*", description = "Pools; may be .gz.")
    private List<Path> files = List.of();

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    @SuppressWarnings(
            "UnusedVariable") // every verb takes --config and --set, which are written out before it is parsed
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        output.check();
        List<PoolEntry> merged =
                PoolMerge.of(files.stream().map(InputFile::of).map(Pool::read).toList());
        try (LineWriter lines = output.writer()) {
            Pool.write(merged, lines);
        }
        System.err.println(merged.size() + " queries of " + files.size() + " pools in " + output.out + ".");
    }
}
