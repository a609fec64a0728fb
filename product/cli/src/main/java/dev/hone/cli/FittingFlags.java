package dev.hone.cli;

import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Features;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every verb takes that learns from a graded pool and leaves an artefact. */
final class FittingFlags {
    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            defaultValue = FeatureSource.DEFAULT,
            description = FeatureSource.DESCRIPTION)
    private String features = FeatureSource.DEFAULT;

    @Mixin
    final OutputFlags output = new OutputFlags();

    @Mixin
    final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    /** Refuses a name of features before anything is begun. */
    void checkFeatures() {
        FeatureSource.check(features);
    }

    /** The run of a verb that learns from a pool. */
    RunSpec declare(CommandSpec verb, Path pool) {
        return Session.spec(verb, common).withInput("pool", pool).withOut(output.out, output.overwrite);
    }

    void run(RunSpec spec, Session.Work work) {
        Session.run(spec, common, runFlags.fresh, work);
    }

    Features features(Listener listener) {
        return FeatureSource.open(features, listener);
    }

    /** What made an artefact: the pool by name and content, the run and the seed. */
    Map<String, String> provenance(Run run, Path pool) {
        return Map.of(
                "pool", pool.toString(),
                "pool.sha256",
                        Objects.requireNonNull(run.spec().inputs().get("pool")).sha256(),
                "run", run.id(),
                "seed", Long.toString(common.seed));
    }
}
