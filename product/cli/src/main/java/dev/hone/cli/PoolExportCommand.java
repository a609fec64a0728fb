package dev.hone.cli;

import dev.hone.core.files.LineWriter;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.Runs;
import dev.hone.lm.format.Pool;
import dev.hone.lm.sampling.RunPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone pool export}: what a run has drawn, whether it finished or not. */
@Command(
        name = "export",
        description = "Writes what a run has drawn so far as a pool, whether it finished or not.",
        mixinStandardHelpOptions = true)
final class PoolExportCommand implements Runnable {
    @Parameters(paramLabel = "RUN", description = "An id, the start of one, or 'last'.")
    private String name = "last";

    @Option(
            names = "--explored",
            description = "Of a server's run, only the requests that drew all their samples whatever the plan said.")
    private boolean explored;

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        output.check();
        try (RunReader run = new Runs(Session.runsFolder(common)).open(name);
                LineWriter lines = output.writer()) {
            Pool.write(explored ? RunPool.explored(run) : RunPool.entries(run), lines);
        }
    }
}
