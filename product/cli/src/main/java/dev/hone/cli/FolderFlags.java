package dev.hone.cli;

import dev.hone.core.run.RunSpec;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** For verbs whose work is kept in a run and ends with a folder: where that appears, and what such verbs take besides. */
final class FolderFlags {
    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Folder that appears, whole, at the end.")
    @SuppressWarnings("NullAway.Init") // required: set by picocli before anything runs
    Path out;

    @Option(names = "--overwrite", description = "Replace --out if it is there.")
    private boolean overwrite;

    @Mixin
    final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    final CommonOptions common = new CommonOptions();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec verb;

    /** The run that the command line asks for, without its inputs. */
    RunSpec asked() {
        return Session.spec(verb, common).withOut(out, overwrite);
    }

    /** Does the work in that run. */
    void run(RunSpec asked, Session.Work work) {
        Session.run(asked, common, runFlags.fresh, work);
    }
}
