package dev.hone.cli;

import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import java.io.BufferedOutputStream;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a verb's result goes: a file that appears whole at the end, or standard output. */
final class OutputFlags {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where the result appears, whole, at the end; .gz compresses, '-' is standard output.")
    @SuppressWarnings("NullAway.Init") // required: set by picocli before anything runs
    Path out;

    @Option(names = "--overwrite", description = "Replace --out if it is there.")
    boolean overwrite;

    private boolean standardOutput() {
        return out.toString().equals("-");
    }

    /** Refuses at the start what would be refused at the end. */
    void check() {
        if (!standardOutput()) {
            AtomicFile.refuseExisting(out, overwrite);
        }
    }

    /** The lines of a verb without a run. */
    LineWriter writer() {
        return standardOutput() ? printed() : LineWriter.create(out, overwrite);
    }

    /** Tells a run where its result goes. */
    RunSpec declare(RunSpec spec) {
        return standardOutput() ? spec : spec.withOut(out, overwrite);
    }

    /** The lines of a verb with a run. */
    LineWriter writer(Run run) {
        return standardOutput() ? printed() : LineWriter.to(run.output());
    }

    private static LineWriter printed() {
        return LineWriter.to(new BufferedOutputStream(StandardOutput.open(), 1 << 16));
    }
}
